package dev.plumbline.harness;

import dev.plumbline.chart.ChartResolver;
import dev.plumbline.cluster.ClusterConnection;
import dev.plumbline.deploy.ManifestSource;
import dev.plumbline.deploy.RenderedPlatform;
import dev.plumbline.deploy.Renderer;
import dev.plumbline.environment.Environment;
import dev.plumbline.environment.EnvironmentLoader;
import dev.plumbline.helm.Helm;
import dev.plumbline.helm.HelmWorkers;
import dev.plumbline.helm.ReleaseId;
import dev.plumbline.helm.StoredRelease;
import dev.plumbline.platform.Platform;
import dev.plumbline.platform.PlatformFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Wires the rooms together for one environment: what commands and tests start from. Needs no cluster; {@link #on} goes to one.
 */
public final class Harness implements AutoCloseable {
    /** The five services come at once: a sixth would idle, and with four the last one waits for another's call. */
    private static final int HELM_WORKERS = 5;

    private final Workspace workspace;
    private final Environment environment;
    private final List<String> warnings;
    private final HelmWorkers helm;

    private Harness(Workspace workspace, Environment environment, List<String> warnings) {
        this.workspace = workspace;
        this.environment = environment;
        this.warnings = warnings;
        this.helm = new HelmWorkers(
                HELM_WORKERS,
                workspace.state().resolve("work"),
                workspace.cache().resolve("helm"));
    }

    /**
     * Loads the environment, and starts what is slow to start in the background.
     *
     * @throws dev.plumbline.environment.EnvironmentException with every problem of its files
     */
    public static Harness open(Workspace workspace, Selection selection) {
        Harness harness = cold(workspace, selection);
        if (!Files.exists(renders(workspace, harness.environment))) {
            // who deployed here before probably renders nothing, and a worker started for nothing takes time from the
            // rest
            harness.helm.warmUp();
        }
        return harness;
    }

    private static Path renders(Workspace workspace, Environment environment) {
        return workspace.stateOf(environment.name()).resolve("renders.json");
    }

    /** The same without a Helm worker: for what never calls Helm. */
    public static Harness cold(Workspace workspace, Selection selection) {
        ClusterConnection.learnToRead();
        Environment environment = load(workspace, selection);
        return new Harness(workspace, environment, new ProjectInputs(workspace, selection).warnings(environment));
    }

    /** Only the environment, without anything that costs time. */
    public static Environment load(Workspace workspace, Selection selection) {
        return EnvironmentLoader.load(
                workspace.environments(), selection.environment(), new ProjectInputs(workspace, selection).source());
    }

    public Environment environment() {
        return environment;
    }

    /** Why the environment may not be what it seems: old inputs, for example. */
    public List<String> warnings() {
        return warnings;
    }

    /** The platform as it would be on a cluster of the version that the environment names. */
    public RenderedPlatform render() {
        return render(environment, Charting.resolver(workspace, environment, false), Renderer.by(helm));
    }

    /**
     * Goes to a cluster: connects, checks that it is the right one, and renders for the version it has.
     *
     * @throws dev.plumbline.cluster.ClusterException if it does not answer, or is another one
     */
    public Installation on(Target target) {
        return Installation.open(this, target);
    }

    /**
     * The platform for a cluster.
     *
     * @param stored the newest revision of each release there: what it holds is not rendered again
     */
    RenderedPlatform renderFor(Environment onCluster, Supplier<Map<ReleaseId, StoredRelease>> stored) {
        RenderMemory memory = new RenderMemory(renders(workspace, onCluster), stored, Renderer.by(helm));
        RenderedPlatform rendered = render(onCluster, Charting.resolver(workspace, onCluster, true), memory);
        memory.keep();
        return rendered;
    }

    /** Another platform than the environment's, with charts of this project. */
    RenderedPlatform render(Platform other) {
        return new Renderer(Charting.resolver(workspace, other.environment(), true), helm).render(other);
    }

    private RenderedPlatform render(Environment of, ChartResolver charts, ManifestSource manifests) {
        Platform platform = PlatformFactory.platformOf(of);
        RunSecrets secrets = new RunSecrets(workspace.redactor());
        secrets.ofValues(platform.releases());
        RenderedPlatform rendered = new Renderer(charts, manifests).render(platform);
        secrets.of(rendered);
        return rendered;
    }

    Workspace workspace() {
        return workspace;
    }

    Helm helm() {
        return helm;
    }

    @Override
    public void close() {
        helm.close();
    }
}
