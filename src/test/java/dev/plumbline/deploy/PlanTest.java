package dev.plumbline.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.observe.SmallPlatform;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a plan says of what it would write. */
class PlanTest {
    private static final RenderedPlatform SMALL = SmallPlatform.renderedPlatform();

    @Test
    void onlyImagesOfReleasesThatItWritesAreItsAffair() {
        List<RenderedRelease> releases = List.of(
                naming("{kind: Pod, spec: {containers: [{image: registry/front:v1}]}}"),
                naming("{kind: Pod, spec: {containers: [{image: registry/back:v1}]}}"));
        Plan plan = new Plan(
                SMALL,
                List.of(
                        step("front", releases.get(0), new Change.Update(List.of())),
                        step("back", releases.get(1), new Change.Unchanged())));

        assertThat(plan.written(Map.of("registry/front:v1", "sha256:1", "registry/back:v1", "sha256:2")))
                .isEqualTo(Map.of("registry/front:v1", "sha256:1"));
        assertThat(plan.written(Map.of("registry/front:v", "sha256:1"))).isEmpty();
    }

    private static PlannedStep step(String name, RenderedRelease release, Change change) {
        return new PlannedStep(new Step.Deploy(name, release, List.of()), change);
    }

    private static RenderedRelease naming(String manifest) {
        RenderedRelease any = SMALL.releases().get(0);
        return new RenderedRelease(any.release(), any.chart(), manifest, any.objects());
    }
}
