package dev.plumbline.deploy;

import dev.plumbline.chart.ResolvedChart;
import dev.plumbline.helm.ReleaseSpec;
import dev.plumbline.platform.Release;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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

    /** The same for the same chart content, values and objects; what charts generate anew on each render does not count. */
    public String digest() {
        return ContentDigest.of(List.of(chart.digest(), release.values(), content(manifest)));
    }

    /** The objects of a manifest by name, since neither Helm nor every chart writes in the same order each time, and without what is generated anew. */
    public static Map<String, Object> content(String manifest) {
        Map<String, Object> content = new TreeMap<>();
        Manifest.trees(manifest)
                .forEach(tree -> content.put(
                        tree.get("kind") + " " + ContentDigest.of(ObjectDiff.fields(tree.get("metadata"))),
                        ObjectDiff.fields(GeneratedFields.without(tree))));
        return content;
    }
}
