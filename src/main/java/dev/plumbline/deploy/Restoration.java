package dev.plumbline.deploy;

import dev.plumbline.cluster.Cluster;
import dev.plumbline.helm.Helm;
import dev.plumbline.helm.ReleaseId;
import dev.plumbline.helm.ReleaseSecrets;
import dev.plumbline.helm.ReleaseStatus;
import dev.plumbline.helm.StoredRelease;
import dev.plumbline.readiness.KindAccess;
import dev.plumbline.readiness.ObjectRef;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Brings a release back to what one of its revisions sent, over newer ones that died or failed: those that Helm refuses to build on are
 * called failed, and what they brought goes away.
 */
final class Restoration {
    private final Cluster cluster;
    private final Helm helm;
    private final ReleaseSecrets secrets;
    private final KindAccess kinds;
    private final Duration deadline;

    Restoration(Cluster cluster, Helm helm, KindAccess kinds, Duration deadline) {
        this.cluster = cluster;
        this.helm = helm;
        this.secrets = new ReleaseSecrets(cluster.client());
        this.kinds = kinds;
        this.deadline = deadline;
    }

    /**
     * @param good the revision to go back to
     * @param newestFirst all that are stored
     * @param awaited what is wanted next, and so is not removed either
     */
    void restore(StoredRelease good, List<StoredRelease> newestFirst, Collection<ObjectRef> awaited) {
        List<StoredRelease> unfinished = newestFirst.stream()
                .takeWhile(revision -> revision.revision() != good.revision())
                // of the others Helm itself removes what they brought
                .filter(revision -> !revision.status().wasGood())
                .toList();
        removeStrays(unfinished, good, awaited);
        settle(good, newestFirst);
        helm.restore(good.id(), secrets.restored(good), good.values(), cluster.kubeconfig(), deadline);
    }

    /**
     * Has Helm build on the good revision. Whoever is killed on the way leaves a newest revision that is pending or failed, never a
     * deployed one over objects that are somebody else's: a plan would find nothing to change. So the newest is the last.
     */
    private void settle(StoredRelease good, List<StoredRelease> newestFirst) {
        if (newestFirst.stream().noneMatch(revision -> revision.status() == ReleaseStatus.DEPLOYED)) {
            secrets.mark(good, ReleaseStatus.DEPLOYED);
        }
        List<StoredRelease> pending = newestFirst.stream()
                .takeWhile(revision -> revision.revision() != good.revision())
                .filter(revision -> revision.status().isPending())
                .toList();
        for (int oldest = pending.size() - 1; oldest >= 0; oldest--) {
            secrets.mark(pending.get(oldest), ReleaseStatus.FAILED);
        }
    }

    /** What those revisions brought and nobody else knows: Helm, which builds on the last good one, would leave it for ever. */
    private void removeStrays(List<StoredRelease> unfinished, StoredRelease good, Collection<ObjectRef> awaited) {
        String namespace = good.id().namespace();
        Set<ObjectRef> known = new HashSet<>(awaited);
        Manifest.objects(good.manifest(), namespace).forEach(object -> known.add(ObjectRef.of(object)));
        unfinished.stream()
                .flatMap(revision -> Manifest.objects(revision.manifest(), namespace).stream())
                .filter(object -> !known.contains(ObjectRef.of(object)))
                .map(object -> kinds.resource(object).orElse(null))
                .filter(Objects::nonNull)
                .filter(resource -> isOf(good.id(), resource.get()))
                .forEach(Resource::delete);
    }

    private static boolean isOf(ReleaseId release, HasMetadata live) {
        return live != null && Ownership.isOf(release, live);
    }
}
