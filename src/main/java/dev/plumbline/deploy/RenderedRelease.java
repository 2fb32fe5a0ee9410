package dev.plumbline.deploy;

import dev.plumbline.chart.ResolvedChart;
import dev.plumbline.helm.ReleaseSpec;
import dev.plumbline.platform.Release;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;

/**
 * A release as Helm would send it.
 *
 * @param release what the platform wants
 * @param chart the chart it was rendered from
 * @param manifest the YAML stream
 * @param objects its objects, {@code kind: List} flattened, hooks left out
 */
public record RenderedRelease(Release release, ResolvedChart chart, String manifest, List<HasMetadata> objects) {
    public RenderedRelease {
        objects = List.copyOf(objects);
    }

    /** What Helm is asked to do. */
    public ReleaseSpec spec() {
        return new ReleaseSpec(
                new dev.plumbline.helm.ReleaseId(release.namespace(), release.name()), chart, release.values());
    }
}
