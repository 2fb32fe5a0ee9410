package dev.plumbline.assertions;

import dev.plumbline.deploy.JournalEntry;
import dev.plumbline.deploy.StepState;
import dev.plumbline.observe.SeenDeploy;
import java.time.Instant;
import java.util.Optional;

/** What can be said of a deploy by its journal. */
public final class DeployAssert extends PlatformAssert<DeployAssert, SeenDeploy> {
    DeployAssert(SeenDeploy actual) {
        super(actual, DeployAssert.class, actual.toString(), actual.origin());
    }

    /** A step began when another one's objects did what they are for. */
    public DeployAssert started(String step, Ready after) {
        return inOrder(step, after.step(), "ready", actual.step(after.step()).ready());
    }

    /** A step began when another one's objects existed. */
    public DeployAssert started(String step, Sent after) {
        return inOrder(step, after.step(), "sent", actual.step(after.step()).sent());
    }

    /** Every step got ready. */
    public DeployAssert gotReady() {
        Findings findings = findings();
        for (JournalEntry step : actual.journal().steps()) {
            boolean good = step.outcome() == StepState.Phase.READY || step.outcome() == StepState.Phase.UNCHANGED;
            findings.isTrue(good, "step " + step.step() + " outcome", "ready", step.outcome() + ": " + step.detail());
            if (step.outcome() == StepState.Phase.READY) {
                inTurn(findings, step, "sent", "started", step.started(), step.sent());
                inTurn(findings, step, "ready", "sent", step.sent(), step.ready());
            }
        }
        findings.isTrue(!actual.journal().steps().isEmpty(), "steps", "at least one", Findings.NOTHING);
        return conclude("did not get ready", findings);
    }

    /** The moment at which a step is ready. */
    public record Ready(String step) {}

    /** The moment at which a step is sent. */
    public record Sent(String step) {}

    private DeployAssert inOrder(String step, String before, String moment, Optional<Instant> reached) {
        Optional<Instant> started = actual.step(step).started();
        boolean holds =
                started.isPresent() && reached.isPresent() && !started.get().isBefore(reached.get());
        return conclude(
                "did not keep the order",
                findings()
                        .isTrue(
                                holds,
                                "step " + step + " started",
                                "after step %s was %s (%s)".formatted(before, moment, text(reached)),
                                text(started)));
    }

    private static void inTurn(
            Findings findings,
            JournalEntry step,
            String moment,
            String before,
            Optional<Instant> earlier,
            Optional<Instant> later) {
        boolean holds = earlier.isPresent() && later.isPresent() && !later.get().isBefore(earlier.get());
        findings.isTrue(
                holds,
                "step " + step.step() + " " + moment,
                "a moment after it was " + before + ", " + text(earlier),
                text(later));
    }

    private static String text(Optional<Instant> moment) {
        return moment.map(Instant::toString).orElse("never");
    }
}
