package dev.plumbline.harness;

import dev.plumbline.cluster.Cluster;
import dev.plumbline.cluster.ClusterIdentity;
import dev.plumbline.cluster.Contention;
import dev.plumbline.cluster.DeployLease;
import dev.plumbline.cluster.LeaseTerms;
import dev.plumbline.cluster.RunIdentity;
import dev.plumbline.cluster.RunStamp;
import dev.plumbline.environment.Environment;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * An environment's lease on its cluster: taken by a person's wish until it is closed, or for one action. A live cluster must be the one
 * that was written to first, before anybody may write to it.
 */
final class Reservation implements AutoCloseable {
    private final Cluster cluster;
    private final ClusterIdentity identity;
    private final Environment environment;
    private final RunFiles files;
    private final Writer writer;
    private DeployLease lease;

    /**
     * @param run who writes
     * @param stamp what is left on whatever it makes
     * @param stop ends what writes, when the lease is lost
     */
    record Writer(RunIdentity run, RunStamp stamp, Runnable stop) {}

    /** Takes nothing yet. */
    Reservation(Cluster cluster, ClusterIdentity identity, Environment environment, RunFiles files, Writer writer) {
        this.cluster = cluster;
        this.identity = identity;
        this.environment = environment;
        this.files = files;
        this.writer = writer;
    }

    /**
     * Takes it until it is closed.
     *
     * @param said hears who is waited for
     * @throws dev.plumbline.cluster.ClusterException if somebody else holds it and is not waited for
     */
    void take(Contention contention, Consumer<String> said) {
        lease = taken(contention, said);
    }

    /** Acts with the lease that was taken, or with one for this action alone. */
    <T> T during(Function<DeployLease, T> action) {
        if (lease != null) {
            return action.apply(lease);
        }
        try (DeployLease own = taken(Contention.WAIT, said -> {})) {
            return action.apply(own);
        }
    }

    /** Whether a run that was killed on this machine still has it. */
    boolean isLeftBehind() {
        return DeployLease.isLeftBehind(cluster, name());
    }

    private DeployLease taken(Contention contention, Consumer<String> said) {
        guardWrites();
        Map<String, String> labels = writer.stamp().over(Map.of("app.kubernetes.io/managed-by", "plumbline"));
        return DeployLease.take(
                cluster,
                new DeployLease.Claim(
                        name(), labels, writer.run(), LeaseTerms.STANDARD, contention, said, why -> writer.stop()
                                .run()));
    }

    private String name() {
        return "plumbline-%s-%s".formatted(environment.projectName(), environment.name());
    }

    /** Live clusters are known again: by AWS, by what the environment names, and by what answered the first time. */
    private void guardWrites() {
        if (!environment.target().isLive()) {
            return;
        }
        String account = new LiveAccount(EksTarget.credentials(environment), Optional.empty()).of(environment);
        KnownCluster now = KnownCluster.of(environment, cluster, identity, account);
        Optional<KnownCluster> remembered = files.cluster();
        Guard.beforeWrites(environment, now, remembered, files.clusterFile());
        if (remembered.isEmpty()) {
            files.remember(now);
        }
    }

    @Override
    public void close() {
        if (lease != null) {
            lease.close();
        }
    }
}
