package dev.plumbline.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.deploy.Aftermath;
import dev.plumbline.deploy.Change;
import dev.plumbline.deploy.Journal;
import dev.plumbline.deploy.JournalEntry;
import dev.plumbline.deploy.Milestone;
import dev.plumbline.deploy.Need;
import dev.plumbline.deploy.Plan;
import dev.plumbline.deploy.PlannedStep;
import dev.plumbline.deploy.RenderedPlatform;
import dev.plumbline.deploy.Step;
import dev.plumbline.deploy.StepState;
import dev.plumbline.observe.SmallPlatform;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CriticalPathTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    /** The operator gets ready late, but the application only waits until it is sent, and for the slow store. */
    @Test
    void isTheChainOfNeedsThatWereMetLast() {
        Plan plan = new Plan(
                new RenderedPlatform(SmallPlatform.renderedPlatform().platform(), List.of()),
                List.of(
                        step("namespace"),
                        step("operator", new Need("namespace", Milestone.READY)),
                        step("store", new Need("namespace", Milestone.READY)),
                        step("app", new Need("operator", Milestone.SENT), new Need("store", Milestone.READY))));
        Journal journal = new Journal(
                "tiny",
                "uid",
                START,
                Duration.ofSeconds(20),
                List.of(
                        entry("namespace", 0, 1, 1),
                        entry("operator", 1, 2, 9),
                        entry("store", 2, 3, 6),
                        entry("app", 7, 8, 12)),
                new Aftermath(List.of(), List.of()));

        CriticalPath path = CriticalPath.of(plan, journal);

        assertThat(path.toString()).isEqualTo("namespace 1.00 s -> store 4.00 s -> app 5.00 s");
        assertThat(path.length()).isEqualTo(Duration.ofSeconds(10));
    }

    private static PlannedStep step(String id, Need... needs) {
        return new PlannedStep(new Step.Apply(id, null, List.of(needs)), new Change.Create());
    }

    private static JournalEntry entry(String step, int started, int sent, int ready) {
        return new JournalEntry(
                step,
                "create",
                StepState.Phase.READY,
                Optional.of(START.plusSeconds(started)),
                Optional.of(START.plusSeconds(sent)),
                Optional.of(START.plusSeconds(ready)),
                "");
    }
}
