package dev.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.deploy.Change;
import dev.plumbline.deploy.FieldChange;
import dev.plumbline.deploy.Milestone;
import dev.plumbline.deploy.Need;
import dev.plumbline.deploy.Plan;
import dev.plumbline.deploy.PlannedStep;
import dev.plumbline.deploy.RenderedPlatform;
import dev.plumbline.deploy.Step;
import dev.plumbline.observe.SmallPlatform;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlanPrinterTest {
    private static final RenderedPlatform NOTHING_RENDERED =
            new RenderedPlatform(SmallPlatform.renderedPlatform().platform(), List.of());

    @Test
    void showsEachStepWithItsChangeAndWhatItComesAfter() {
        assertThat(printed(
                        step("namespace/apps", new Change.Unchanged()),
                        step("operator", new Change.Create()),
                        new PlannedStep(
                                new Step.Gate("gate/operator/Thing", null, "operator", List.of(sent("operator"))),
                                new Change.Unchanged()),
                        step(
                                "app",
                                new Change.Recover("an earlier run ended in the middle"),
                                ready("gate/operator/Thing"))))
                .containsExactly(
                        "  = namespace/apps       unchanged",
                        "  + operator             create",
                        "  ? gate/operator/Thing  gate       after operator sent",
                        "  ~ app                  recover    after gate/operator/Thing",
                        "        an earlier run ended in the middle",
                        "Plan: 2 of 4 steps change something.");
    }

    @Test
    void showsEveryFieldOfAnUpdateInAPlanAndSomeBeforeADeploy() {
        List<FieldChange> fields = IntStream.range(0, 15)
                .mapToObj(i -> new FieldChange("spec.f" + i, Optional.of("1"), Optional.of("2")))
                .toList();

        PlannedStep update = step("app", new Change.Update(fields));
        assertThat(printed(update)).hasSize(17).contains("        spec.f0: 1 -> 2", "        spec.f14: 1 -> 2");
        assertThat(Run.of(() -> {
                            PlanPrinter.brief(new Terminal()).print(new Plan(NOTHING_RENDERED, List.of(update)));
                            return 0;
                        })
                        .out()
                        .lines())
                .hasSize(15)
                .contains("        spec.f0: 1 -> 2", "        ... and 3 more");
    }

    @Test
    void saysWhenThereIsNothingToDo() {
        assertThat(printed(step("app", new Change.Unchanged()))).last().isEqualTo("Plan: nothing to change.");
    }

    @Test
    void saysWhichChartsStandIn() {
        RenderedPlatform small = SmallPlatform.renderedPlatform();
        List<String> lines = printed(new Plan(small, List.of(step("app", new Change.Unchanged()))));

        assertThat(lines)
                .anyMatch(line ->
                        line.startsWith("Stand-in charts: metrics-server, ") && line.endsWith("(kept as a file)"));
    }

    @Test
    void saysWhichReleasesAreLeftOut() {
        RenderedPlatform small = SmallPlatform.renderedPlatform();
        List<PlannedStep> allButOne = small.releases().stream()
                .skip(1)
                .map(release -> step(release.release().name(), new Change.Unchanged()))
                .toList();

        assertThat(printed(new Plan(small, allButOne))).contains("Left out, and left as it is: metrics-server");
    }

    @Test
    void aPercentSignInAValueIsPrintedAsItIs() {
        assertThat(printed(step(
                        "app",
                        new Change.Update(
                                List.of(new FieldChange("spec.max", Optional.of("25%"), Optional.of("%s")))))))
                .contains("        spec.max: 25% -> %s");
    }

    @Test
    void needsThatOthersBringWithThemAreLeftOut() {
        Plan plan = new Plan(
                NOTHING_RENDERED,
                List.of(
                        step("a", new Change.Unchanged()),
                        step("b", new Change.Unchanged(), ready("a")),
                        step("c", new Change.Unchanged(), sent("a"), ready("b"), ready("a")),
                        step("d", new Change.Unchanged(), ready("a"), ready("b"), sent("c")),
                        step("e", new Change.Unchanged(), ready("c"), sent("c"))));
        ImpliedNeeds graph = new ImpliedNeeds(plan);

        assertThat(plan.steps().stream().map(step -> graph.direct(step.step())))
                .containsExactly(
                        List.of(), List.of(ready("a")), List.of(ready("b")), List.of(sent("c")), List.of(ready("c")));
    }

    @Test
    void beingSentDoesNotImplyBeingReady() {
        Plan plan = new Plan(
                NOTHING_RENDERED,
                List.of(
                        step("a", new Change.Unchanged()),
                        step("b", new Change.Unchanged(), sent("a")),
                        step("c", new Change.Unchanged(), ready("a"), ready("b"))));

        assertThat(new ImpliedNeeds(plan).direct(plan.steps().get(2).step())).containsExactly(ready("a"), ready("b"));
    }

    private static List<String> printed(PlannedStep... steps) {
        return printed(new Plan(NOTHING_RENDERED, List.of(steps)));
    }

    private static List<String> printed(Plan plan) {
        return Run.of(() -> {
                    PlanPrinter.whole(new Terminal()).print(plan);
                    return 0;
                })
                .out()
                .lines()
                .toList();
    }

    private static PlannedStep step(String id, Change change, Need... needs) {
        return new PlannedStep(new Step.Apply(id, null, List.of(needs)), change);
    }

    private static Need sent(String step) {
        return new Need(step, Milestone.SENT);
    }

    private static Need ready(String step) {
        return new Need(step, Milestone.READY);
    }
}
