package dev.plumbline.harness;

import dev.plumbline.local.LocalCache;
import dev.plumbline.local.LocalCluster;
import dev.plumbline.local.LocalClusterOptions;
import dev.plumbline.local.Preparation;
import dev.plumbline.local.RunningLocalCluster;
import java.time.Instant;
import java.util.function.Consumer;

/** A local cluster of this JVM alone, made ready for the environment {@code local}; removed when closed, or swept when the JVM died. */
public final class EphemeralPlatform implements AutoCloseable {
    private static final String ENVIRONMENT = "local";

    private final PrivateState state;
    private final RunningLocalCluster cluster;
    private final Harness harness;
    private final Installation installation;

    private EphemeralPlatform(
            PrivateState state, RunningLocalCluster cluster, Harness harness, Installation installation) {
        this.state = state;
        this.cluster = cluster;
        this.harness = harness;
        this.installation = installation;
    }

    /**
     * Starts a cluster with nothing of the platform on it.
     *
     * @param name for people, in the names of the containers
     * @throws dev.plumbline.local.LocalClusterException if this machine is not prepared, with the command that does it
     */
    public static EphemeralPlatform empty(Workspace workspace, String name) {
        LocalCache cache = new LocalCache(workspace.cache());
        Consumer<String> silent = line -> {};
        PrivateState state = PrivateState.below(workspace.state());
        Harness harness = Harness.open(workspace.withState(state.folder()), Selection.of(ENVIRONMENT));
        RunningLocalCluster cluster = null;
        try {
            LocalClusterOptions options = LocalClusterOptions.ephemeral(name);
            cluster = new LocalCluster(cache, silent)
                    .start(new Preparation(workspace.root(), cache, silent).prepared(), options);
            Target target = Targets.of(cluster).until(Instant.now().plus(options.lifetime()));
            new EmulatedAccount(cluster.awsEndpoint(), workspace.redactor()).prepareFor(harness.environment());
            return new EphemeralPlatform(state, cluster, harness, harness.on(target));
        } catch (RuntimeException failure) {
            harness.close();
            if (cluster != null) {
                cluster.close();
            }
            state.close();
            throw failure;
        }
    }

    /**
     * Starts a cluster with the platform on it, ready, its autoscalers with numbers.
     *
     * @throws dev.plumbline.deploy.DeployException naming each step that failed
     */
    public static EphemeralPlatform deployed(Workspace workspace, String name) {
        EphemeralPlatform platform = empty(workspace, name);
        try {
            platform.installation.deployOrThrow();
            return platform;
        } catch (RuntimeException failure) {
            platform.close();
            throw failure;
        }
    }

    public Installation installation() {
        return installation;
    }

    public RunningLocalCluster cluster() {
        return cluster;
    }

    @Override
    public void close() {
        installation.close();
        harness.close();
        cluster.close();
        state.close();
    }
}
