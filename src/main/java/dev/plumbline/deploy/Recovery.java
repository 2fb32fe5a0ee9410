package dev.plumbline.deploy;

import dev.plumbline.cluster.Cluster;
import dev.plumbline.helm.Helm;
import dev.plumbline.helm.ReleaseId;
import dev.plumbline.helm.ReleaseSecrets;
import dev.plumbline.helm.ReleaseStatus;
import dev.plumbline.helm.StoredRelease;
import dev.plumbline.readiness.KindAccess;
import dev.plumbline.readiness.ObjectRef;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Brings a release on whose newest revision Helm refuses to build: a run was killed in the middle, or the first install failed. With a
 * good revision behind it, that one is restored as it was sent, and then upgraded; without, the release is removed
 * and installed anew. Only for whoever holds the deploy lease: then nobody else can be in the middle.
 */
final class Recovery {
    private final Cluster cluster;
    private final Helm helm;
    private final ReleaseSecrets secrets;
    private final Restoration restoration;
    private final Duration deadline;

    Recovery(Cluster cluster, Helm helm, Duration deadline) {
        this.cluster = cluster;
        this.helm = helm;
        this.secrets = new ReleaseSecrets(cluster.client());
        this.restoration = new Restoration(cluster, helm, new KindAccess(cluster.client()), deadline);
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
        restoration.restore(
                good.get(),
                newestFirst,
                wanted.objects().stream()
                        .map(object -> ObjectRef.of(object, id.namespace()))
                        .toList());
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
        // Helm calls the old revision superseded before it calls the new one deployed: a run can be killed in between,
        // and what failed before it has nothing to do with that
        return deployed.isPresent()
                ? deployed
                : newestFirst.stream()
                        .dropWhile(
                                revision -> revision.status().isPending() || revision.status() == ReleaseStatus.FAILED)
                        .findFirst()
                        .filter(revision -> revision.status() == ReleaseStatus.SUPERSEDED);
    }
}
