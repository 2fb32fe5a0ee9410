package dev.plumbline.deploy;

import dev.plumbline.cluster.Cluster;
import dev.plumbline.helm.Helm;
import dev.plumbline.helm.ReleaseId;
import dev.plumbline.helm.ReleaseSecrets;
import dev.plumbline.helm.ReleaseStatus;
import dev.plumbline.helm.StoredChart;
import dev.plumbline.helm.StoredRelease;
import dev.plumbline.readiness.KindAccess;
import dev.plumbline.readiness.ObjectRef;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Brings a release on whose newest revision Helm refuses to build: a run was killed in the middle, or the first install failed. With a
 * good revision behind it, that one is restored from the chart and values it stored, and then upgraded; without, the release is removed
 * and installed anew. Only for whoever holds the deploy lease: then nobody else can be in the middle.
 */
final class Recovery {
    private final Cluster cluster;
    private final Helm helm;
    private final ReleaseSecrets secrets;
    private final KindAccess kinds;
    private final Duration deadline;

    Recovery(Cluster cluster, Helm helm, Duration deadline) {
        this.cluster = cluster;
        this.helm = helm;
        this.secrets = new ReleaseSecrets(cluster.client());
        this.kinds = new KindAccess(cluster.client());
        this.deadline = deadline;
    }

    void recover(RenderedRelease wanted) {
        ReleaseId id = wanted.spec().id();
        List<StoredRelease> newestFirst = secrets.history(id);
        Optional<StoredRelease> good = lastGood(newestFirst);
        if (good.isEmpty()) {
            helm.uninstall(id, cluster.kubeconfig(), deadline);
            helm.install(wanted.spec(), cluster.kubeconfig(), deadline);
            return;
        }
        List<StoredRelease> dead = newestFirst.stream()
                .takeWhile(revision -> revision.status().isPending())
                .toList();
        removeStrays(dead, good.get(), wanted);
        dead.forEach(secrets::forget);
        StoredChart chart = secrets.chartOf(good.get());
        if (chart.complete()) {
            helm.restore(id, chart, good.get().values(), cluster.kubeconfig(), deadline);
        }
        helm.upgrade(wanted.spec(), cluster.kubeconfig(), deadline);
    }

    /** None once an uninstall has begun: what it removed, no revision would miss. */
    static Optional<StoredRelease> lastGood(List<StoredRelease> newestFirst) {
        if (newestFirst.stream().anyMatch(revision -> revision.status() == ReleaseStatus.UNINSTALLING)) {
            return Optional.empty();
        }
        Optional<StoredRelease> deployed = newestFirst.stream()
                .filter(revision -> revision.status() == ReleaseStatus.DEPLOYED)
                .findFirst();
        // Helm calls the old revision superseded before it calls the new one deployed: a run can be killed in between
        return deployed.isPresent()
                ? deployed
                : newestFirst.stream()
                        .dropWhile(revision -> revision.status().isPending())
                        .findFirst()
                        .filter(revision -> revision.status() == ReleaseStatus.SUPERSEDED);
    }

    /** What the dead revisions brought and nobody else knows: once they are forgotten, Helm would leave it for ever. */
    private void removeStrays(List<StoredRelease> dead, StoredRelease good, RenderedRelease wanted) {
        String namespace = wanted.spec().id().namespace();
        Set<ObjectRef> known = new HashSet<>();
        Manifest.objects(good.manifest(), namespace).forEach(object -> known.add(ObjectRef.of(object)));
        wanted.objects().forEach(object -> known.add(ObjectRef.of(object, namespace)));
        dead.stream()
                .flatMap(revision -> Manifest.objects(revision.manifest(), namespace).stream())
                .filter(object -> !known.contains(ObjectRef.of(object)))
                .map(object -> kinds.resource(object).orElse(null))
                .filter(Objects::nonNull)
                .filter(resource -> belongsTo(wanted.spec().id(), resource))
                .forEach(Resource::delete);
    }

    private static boolean belongsTo(ReleaseId id, Resource<? extends HasMetadata> resource) {
        HasMetadata live = resource.get();
        Map<String, String> annotations =
                live == null ? null : live.getMetadata().getAnnotations();
        return annotations != null
                && id.name().equals(annotations.get("meta.helm.sh/release-name"))
                && id.namespace().equals(annotations.get("meta.helm.sh/release-namespace"))
                && !"keep".equals(annotations.get("helm.sh/resource-policy"));
    }
}
