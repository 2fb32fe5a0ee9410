package dev.plumbline.removal;

import dev.plumbline.cluster.Cluster;
import dev.plumbline.deploy.DeployException;
import dev.plumbline.deploy.Manifest;
import dev.plumbline.deploy.Ownership;
import dev.plumbline.deploy.Removal;
import dev.plumbline.helm.Helm;
import dev.plumbline.helm.HelmException;
import dev.plumbline.helm.ReleaseId;
import dev.plumbline.helm.StoredRelease;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Duration;
import java.util.List;

/** Removes releases with all that Helm made for them: an uninstall returns while objects are still going, and some stay for ever. */
final class ReleaseRemoval {
    /** A Helm call deletes some thirty objects; a minute is an API server that has stopped answering. */
    private static final Duration UNINSTALL = Duration.ofSeconds(60);

    private final Cluster cluster;
    private final Helm helm;
    private final Removal removal;

    ReleaseRemoval(Cluster cluster, Helm helm, Removal removal) {
        this.cluster = cluster;
        this.helm = helm;
        this.removal = removal;
    }

    /** @throws DeployException naming what is still there when patience ends, with what holds it */
    void uninstall(StoredRelease stored) {
        List<HasMetadata> objects =
                going(Manifest.objects(stored.manifest(), stored.id().namespace()));
        try {
            helm.uninstall(stored.id(), cluster.kubeconfig(), UNINSTALL);
        } catch (HelmException refused) {
            // Helm does not tell which object it could not delete, nor why; the API server does
            removeRest(stored.id(), objects);
            helm.uninstall(stored.id(), cluster.kubeconfig(), UNINSTALL);
        }
        removal.awaitGone(objects);
    }

    /**
     * Removes what is left of a release that is not stored any more: its namespace was deleted with Helm's Secret in it, or a removal
     * before this one waited in vain.
     *
     * @param objects those that the release would have
     * @return whether there was anything
     */
    boolean removeRest(ReleaseId id, List<HasMetadata> objects) {
        List<HasMetadata> rest = going(objects).stream()
                .map(removal::live)
                .filter(live -> live != null && Ownership.isOf(id, live))
                .toList();
        rest.forEach(removal::delete);
        removal.awaitGone(rest);
        return !rest.isEmpty();
    }

    private static List<HasMetadata> going(List<HasMetadata> objects) {
        return objects.stream().filter(object -> !Ownership.isKept(object)).toList();
    }
}
