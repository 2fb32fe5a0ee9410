package dev.plumbline.deploy;

import dev.plumbline.cluster.ClusterException;
import dev.plumbline.cluster.DeployLease;
import dev.plumbline.cluster.RunStamp;
import dev.plumbline.helm.HelmException;
import dev.plumbline.helm.ReleaseId;
import dev.plumbline.helm.ReleaseSecrets;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * What is noted on a release after Helm wrote it: whose run that was, and which revisions are too old to keep. The release stands by
 * then: what cannot be noted is said, and neither repeats nor undoes what Helm did.
 */
final class RevisionNotes {
    /** Nobody waits for a label as long as for a release. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Helm keeps every revision for ever, each a Secret of some kilobytes. */
    private static final int REVISIONS_KEPT = 10;

    private static final String NOT_STAMPED = "not stamped, so no sweep will find it";

    private final ReleaseSecrets secrets;
    private final DeployLease lease;
    private final RunStamp stamp;
    private final ApiRetry retry = new ApiRetry(PATIENCE);

    RevisionNotes(ReleaseSecrets secrets, DeployLease lease, RunStamp stamp) {
        this.secrets = secrets;
        this.lease = lease;
        this.stamp = stamp;
    }

    /**
     * Whether it may be stamped, and so be swept: a run of ours installed it or is about to. To be asked before the write, which may do
     * away with the revisions that tell.
     */
    boolean isOurs(ReleaseId id, Change change) {
        return change instanceof Change.Create
                || secrets.isStamped(id)
                || change instanceof Change.Recover
                        && Recovery.lastGood(secrets.history(id)).isEmpty();
    }

    /** @param observed hears what is tried again, and that there is no stamp in the end */
    void stamp(ReleaseId id, Consumer<String> observed) {
        attempt(() -> secrets.stamp(id, stamp), NOT_STAMPED, observed);
    }

    /** The same for a release that went back to what it was, if some run of ours has a part in that. */
    void stampOurs(ReleaseId id, Consumer<String> observed) {
        attempt(
                () -> {
                    if (secrets.isStamped(id)) {
                        secrets.stamp(id, stamp);
                    }
                },
                NOT_STAMPED,
                observed);
    }

    /** @param observed hears what is tried again, and that old revisions are still there in the end */
    void prune(ReleaseId id, Consumer<String> observed) {
        attempt(() -> secrets.prune(id, REVISIONS_KEPT), "old revisions not deleted", observed);
    }

    private void attempt(Runnable write, String otherwise, Consumer<String> observed) {
        try {
            retry.run(
                    () -> {
                        lease.require();
                        write.run();
                    },
                    observed);
        } catch (KubernetesClientException | HelmException | DeployException | ClusterException failure) {
            observed.accept("%s: %s".formatted(otherwise, failure.getMessage()));
        }
    }
}
