package dev.plumbline.deploy;

import dev.plumbline.cluster.Cluster;
import dev.plumbline.helm.Helm;
import dev.plumbline.helm.ReleaseSecrets;
import dev.plumbline.helm.ReleaseSpec;
import dev.plumbline.helm.ReleaseStatus;
import dev.plumbline.helm.StoredRelease;
import java.time.Duration;
import java.util.List;

/**
 * Brings a release on whose newest revision Helm refuses to build: a run was killed in the middle, or the first install failed. With a
 * good revision behind it, the dead one is forgotten and the release upgraded; without, it is removed and installed anew.
 */
final class Recovery {
    private final Cluster cluster;
    private final Helm helm;
    private final ReleaseSecrets secrets;
    private final Duration deadline;

    Recovery(Cluster cluster, Helm helm, Duration deadline) {
        this.cluster = cluster;
        this.helm = helm;
        this.secrets = new ReleaseSecrets(cluster.client());
        this.deadline = deadline;
    }

    void recover(ReleaseSpec spec) {
        List<StoredRelease> newestFirst = secrets.history(spec.id());
        boolean hasGoodOne = newestFirst.stream().anyMatch(revision -> revision.status() == ReleaseStatus.DEPLOYED);
        boolean uninstalling = newestFirst.stream().anyMatch(each -> each.status() == ReleaseStatus.UNINSTALLING);
        if (hasGoodOne && !uninstalling) {
            newestFirst.stream()
                    .takeWhile(revision -> revision.status().isPending())
                    .forEach(secrets::forget);
            helm.upgrade(spec, cluster.kubeconfig(), deadline);
        } else {
            helm.uninstall(spec.id(), cluster.kubeconfig(), deadline);
            helm.install(spec, cluster.kubeconfig(), deadline);
        }
    }
}
