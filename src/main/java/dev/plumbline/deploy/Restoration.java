package dev.plumbline.deploy;

import dev.plumbline.cluster.Cluster;
import dev.plumbline.cluster.Models;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

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
        unfinished.stream()
                .filter(revision ->
                        revision != newestFirst.get(0) && revision.status().isPending())
                .forEach(revision -> secrets.mark(revision, ReleaseStatus.FAILED));
        Runnable upgrade =
                () -> helm.restore(good.id(), secrets.restored(good), good.values(), cluster.kubeconfig(), deadline);
        if (newestFirst.get(0).status().wasGood()) {
            upgrade.run();
        } else {
            overUnfinished(newestFirst, leftBy(unfinished, good), upgrade, good);
        }
    }

    /**
     * Has Helm build on the newest revision, which it does where none is deployed. On the good one it would find nothing to take back:
     * a field that only a later revision had would stay, and so would all that a later one changed in a custom resource. Whoever is killed
     * on the way leaves a newest revision that is pending or failed, never a deployed one over objects that are somebody else's: a plan
     * would find nothing to change.
     */
    private void overUnfinished(List<StoredRelease> newestFirst, String left, Runnable upgrade, StoredRelease good) {
        newestFirst.stream()
                .filter(revision -> revision.status() == ReleaseStatus.DEPLOYED)
                .forEach(revision -> secrets.mark(revision, ReleaseStatus.SUPERSEDED));
        try {
            secrets.whileFailedOneSent(left, newestFirst.get(0), upgrade);
        } catch (RuntimeException failure) {
            secrets.mark(good, ReleaseStatus.DEPLOYED);
            throw failure;
        }
    }

    /**
     * The objects of the good revision, each as it was last sent otherwise: no others, since Helm would delete them, whosever they are by
     * now.
     */
    private static String leftBy(List<StoredRelease> unfinished, StoredRelease good) {
        Map<ObjectRef, Map<String, Object>> sent = ReleaseComparison.byKey(good.manifest());
        Map<ObjectRef, Map<String, Object>> left = new LinkedHashMap<>(sent);
        for (int oldest = unfinished.size() - 1; oldest >= 0; oldest--) {
            ReleaseComparison.byKey(unfinished.get(oldest).manifest()).forEach((ref, tree) -> {
                if (sent.containsKey(ref) && !tree.equals(sent.get(ref))) {
                    left.put(ref, tree);
                }
            });
        }
        return left.values().stream().map(Models.SHARED::asJson).collect(Collectors.joining("\n---\n", "---\n", "\n"));
    }

    /** What those revisions brought and nobody else knows: Helm, told of the good one's objects only, would leave it for ever. */
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
