package dev.plumbline.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.deploy.Change;
import dev.plumbline.deploy.DeployException;
import dev.plumbline.deploy.FieldChange;
import dev.plumbline.deploy.HandMade;
import dev.plumbline.deploy.Plan;
import dev.plumbline.deploy.PlannedStep;
import dev.plumbline.deploy.RenderedPlatform;
import dev.plumbline.deploy.RenderedRelease;
import dev.plumbline.deploy.Step;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ImmutableTest {
    private static final RenderedRelease FRONT = HandMade.application(
            "front",
            HandMade.object("apps/v1", "Deployment", "front"),
            HandMade.object("apps/v1", "Deployment", "front-cache"),
            HandMade.object("v1", "Service", "front"),
            HandMade.object("rbac.authorization.k8s.io/v1", "RoleBinding", "front"));

    @Test
    void whatTheServerRefusesToChangeIsNamedWithItsObject() {
        Plan plan = plan(
                "Deployment/front spec.selector.matchLabels.app",
                "Deployment/front spec.template.spec.containers[a].image",
                "Service/tiny-apps/front spec.selector.app",
                "RoleBinding/tiny-apps/front roleRef.name");

        assertThat(Immutable.in(plan))
                .extracting(each -> each.object().getKind() + " "
                        + each.object().getMetadata().getName() + " "
                        + each.fields().size())
                .containsExactly("Deployment front 1", "RoleBinding front 1");
    }

    @Test
    void aPlanIsRefusedUnlessEachReleaseMayBeMadeAnew() {
        List<Immutable.Obstacle> obstacles =
                Immutable.in(plan("Deployment/tiny-apps/front spec.selector.matchLabels.app"));

        assertThatThrownBy(() -> Immutable.requireAgreed(obstacles, Set.of("other")))
                .isInstanceOf(DeployException.class)
                .hasMessageContaining("nothing was touched")
                .hasMessageContaining("spec.selector.matchLabels.app: a -> b")
                .hasMessageContaining("--recreate front");
        assertThatCode(() -> Immutable.requireAgreed(obstacles, Set.of("front")))
                .doesNotThrowAnyException();
    }

    @Test
    void anObjectOfTheSameNameInAnotherNamespaceIsNotTheOneThatChanges() {
        RenderedRelease twice = HandMade.application(
                "front",
                HandMade.object("apps/v1", "Deployment", "front"),
                HandMade.object("apps/v1", "Deployment", "front, namespace: elsewhere"));

        assertThat(Immutable.in(plan(twice, "Deployment/elsewhere/front spec.selector.matchLabels.app")))
                .extracting(each -> each.object().getMetadata().getNamespace())
                .containsExactly("elsewhere");
        assertThat(Immutable.in(plan(twice, "Deployment/front spec.selector.matchLabels.app")))
                .as("the template leaves the release's namespace out")
                .extracting(each -> each.object().getMetadata().getNamespace())
                .containsExactly("tiny-apps");
    }

    @Test
    void otherChangesAreNoObstacle() {
        assertThat(Immutable.in(plan("Deployment/front spec.replicas", "values a", "chart content")))
                .isEmpty();
    }

    private static Plan plan(String... paths) {
        return plan(FRONT, paths);
    }

    private static Plan plan(RenderedRelease release, String... paths) {
        RenderedPlatform rendered = HandMade.platform(release);
        List<FieldChange> fields = Arrays.stream(paths)
                .map(path -> new FieldChange(path, Optional.of("a"), Optional.of("b")))
                .toList();
        return new Plan(
                rendered,
                List.of(new PlannedStep(new Step.Deploy("front", release, List.of()), new Change.Update(fields))));
    }
}
