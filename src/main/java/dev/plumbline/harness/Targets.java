package dev.plumbline.harness;

import dev.plumbline.cluster.ClusterException;
import dev.plumbline.environment.Environment;
import dev.plumbline.environment.TargetKind;
import dev.plumbline.local.LocalCache;
import dev.plumbline.local.LocalCluster;
import dev.plumbline.local.RunningLocalCluster;
import java.util.Map;

/** Finds the cluster of an environment: the local one of {@code up}, or the environment's EKS cluster, or the one of a kubeconfig file. */
public final class Targets {
    /** AWS services that components ask in the pods, by the ids of their endpoint variables. */
    private static final String[] EMULATED = {"sts", "secretsmanager"};

    private Targets() {}

    /**
     * @throws ClusterException if there is none, with what to do
     */
    public static Target of(Workspace workspace, Environment environment, Selection selection) {
        if (selection.kubeconfig().isPresent()) {
            return given(environment, selection);
        }
        if (environment.target() != TargetKind.LOCAL) {
            return EksTarget.of(workspace, environment);
        }
        return new LocalCluster(new LocalCache(workspace.cache()), line -> {})
                .find(environment.name())
                .map(Targets::of)
                .orElseThrow(() -> new ClusterException("no local cluster is running; start one: ./plumbline up"));
    }

    /** A local cluster as the target of a run. */
    public static Target of(RunningLocalCluster cluster) {
        return new Target(
                cluster.name(),
                cluster.kubeconfig(),
                Map.of(EMULATED[0], cluster.awsEndpoint(), EMULATED[1], cluster.awsEndpoint()),
                cluster.remarks());
    }

    private static Target given(Environment environment, Selection selection) {
        if (environment.target() == TargetKind.LOCAL) {
            throw new ClusterException(
                    "environment %s goes to the cluster that ./plumbline up started, never to one of --kubeconfig"
                            .formatted(environment.name()));
        }
        return new Target(
                environment.cluster().name(),
                selection.kubeconfig().get().toAbsolutePath(),
                environment.awsEndpoints(),
                java.util.List.of());
    }
}
