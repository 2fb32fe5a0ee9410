package dev.plumbline.status;

import dev.plumbline.cluster.Cluster;
import dev.plumbline.deploy.RenderedPlatform;
import dev.plumbline.deploy.RenderedRelease;
import dev.plumbline.helm.ReleaseId;
import dev.plumbline.helm.ReleaseSecrets;
import dev.plumbline.helm.StoredRelease;
import dev.plumbline.readiness.LiveView;
import dev.plumbline.readiness.ObjectRef;
import dev.plumbline.readiness.ReadinessOptions;
import dev.plumbline.readiness.ReadinessRules;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Looks at each release once: what is stored of it, and what its objects do. */
public final class Health {
    private final Cluster cluster;
    private final ReleaseSecrets releases;

    public Health(Cluster cluster, ReleaseSecrets releases) {
        this.cluster = cluster;
        this.releases = releases;
    }

    /** One entry for each release of the platform, in its order. */
    public List<ReleaseHealth> of(RenderedPlatform rendered) {
        Map<ReleaseId, StoredRelease> stored = releases.latestIn(rendered.releases().stream()
                .map(release -> release.release().namespace())
                .collect(Collectors.toSet()));
        ReadinessRules rules = ReadinessRules.standard(ReadinessOptions.forVerification());
        try (LiveView view = new LiveView(cluster.client())) {
            return rendered.releases().stream()
                    .map(release -> health(release, stored.get(release.spec().id()), rules, view))
                    .toList();
        }
    }

    private static ReleaseHealth health(
            RenderedRelease release, StoredRelease stored, ReadinessRules rules, LiveView view) {
        String name = release.release().name();
        String namespace = release.release().namespace();
        if (stored == null) {
            return new ReleaseHealth(name, namespace, "absent", 0, "", List.of());
        }
        return new ReleaseHealth(
                name,
                namespace,
                stored.status().toString(),
                stored.revision(),
                stored.chartName() + "-" + stored.chartVersion(),
                troubles(release, rules, view));
    }

    private static List<String> troubles(RenderedRelease release, ReadinessRules rules, LiveView view) {
        return release.objects().stream()
                .map(object -> ObjectRef.of(object))
                .flatMap(ref -> Standing.trouble(ref, rules.assess(ref, view)).stream())
                .toList();
    }
}
