package dev.plumbline.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlanScopeTest {
    private static final Change EXISTS = new Change.Unchanged();
    private static final Change DIFFERS =
            new Change.Update(List.of(new FieldChange("spec.a", Optional.of("1"), Optional.of("2"))));
    private static final Change ABSENT = new Change.Create();

    /** An operator whose webhook and kind others use; one application needs it, one does not. */
    private static final RenderedPlatform RENDERED = HandMade.platform(
            HandMade.system("operator", HandMade.definition("things.example.com", "Thing")),
            HandMade.system("metrics", HandMade.object("v1", "ConfigMap", "metrics")),
            HandMade.application("front", HandMade.object("things.example.com/v1", "Thing", "front")),
            HandMade.application("back", HandMade.object("v1", "ConfigMap", "back")));

    @Test
    void everythingIsTheWholePlan() {
        Plan plan = plan(Map.of());

        assertThat(PlanScope.everything().within(plan)).isSameAs(plan);
    }

    @Test
    void onlyOneReleaseBringsAllThatItNeedsAndNothingElse() {
        Plan plan = PlanScope.of(Set.of("operator"), Set.of()).within(plan(Map.of()));

        assertThat(ids(plan)).containsExactly("operator");

        Plan front = PlanScope.of(Set.of("front"), Set.of()).within(plan(Map.of()));
        assertThat(ids(front))
                .contains("namespace/tiny-apps", "configmap/infra-config", "operator", "metrics", "front")
                .anyMatch(id -> id.startsWith("gate/operator/"))
                .doesNotContain("back", HandMade.STORE);
    }

    @Test
    void whatIsSkippedIsNotWaitedFor() {
        Plan plan = PlanScope.of(Set.of(), Set.of("operator")).within(plan(Map.of("operator", DIFFERS)));

        assertThat(ids(plan)).doesNotContain("operator").contains("front", "back");
        assertThat(plan.steps()).allSatisfy(step -> assertThat(step.step().needs())
                .noneMatch(need -> need.step().equals("operator")));
    }

    @Test
    void skippingWhatIsNotThereIsRefusedWhileOthersNeedIt() {
        Plan plan = plan(Map.of("operator", ABSENT, "front", ABSENT, "back", ABSENT));

        assertThatThrownBy(() -> PlanScope.of(Set.of(), Set.of("operator")).within(plan))
                .isInstanceOf(DeployException.class)
                .hasMessageContaining("--skip operator")
                .hasMessageContaining("needed by  back, front")
                .hasMessageContaining("--skip back --skip front");
        assertThat(ids(PlanScope.of(Set.of(), Set.of("operator", "front", "back"))
                        .within(plan)))
                .contains("metrics")
                .doesNotContain("front", "back");
    }

    @Test
    void skippingWhatIsNotThereIsFineWhenNobodyWritesBehindIt() {
        Plan plan = plan(Map.of("operator", ABSENT));

        assertThat(ids(PlanScope.of(Set.of(), Set.of("operator")).within(plan))).doesNotContain("operator");
    }

    @Test
    void aNameThatIsNoReleaseIsRefusedWithTheNearestOne() {
        assertThatThrownBy(() -> PlanScope.of(Set.of("metric"), Set.of()).within(plan(Map.of())))
                .hasMessageContaining("--only metric: no release of this platform has that name; did you mean metrics?")
                .hasMessageContaining("releases  operator, metrics, back, front");
        assertThatThrownBy(() ->
                        PlanScope.of(Set.of(), Set.of("namespace/tiny-apps")).within(plan(Map.of())))
                .hasMessageContaining("--skip namespace/tiny-apps: no release");
    }

    private static List<String> ids(Plan plan) {
        return plan.steps().stream().map(step -> step.step().id()).toList();
    }

    private static Plan plan(Map<String, Change> changes) {
        List<PlannedStep> steps = new ArrayList<>();
        StepGraph.of(RENDERED)
                .forEach(step -> steps.add(new PlannedStep(step, changes.getOrDefault(step.id(), EXISTS))));
        return new Plan(RENDERED, steps);
    }
}
