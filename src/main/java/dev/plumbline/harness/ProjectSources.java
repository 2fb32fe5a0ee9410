package dev.plumbline.harness;

import dev.plumbline.chart.ChartReference;
import dev.plumbline.chart.ChartResolver;
import dev.plumbline.chart.ResolvedChart;
import dev.plumbline.deploy.Renderer;
import dev.plumbline.environment.Environment;
import dev.plumbline.helm.HelmWorkers;
import dev.plumbline.junit.ObservedSource;
import dev.plumbline.junit.ObservedSources;
import dev.plumbline.observe.ChartVersion;
import dev.plumbline.observe.LiveObservation;
import dev.plumbline.observe.Observed;
import dev.plumbline.observe.RenderedObservation;
import dev.plumbline.platform.PlatformFactory;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The suite's targets as this project knows them: {@code rendered:NAME} is rendered from {@code environments/NAME.yaml},
 * {@code live:NAME} is the cluster of the kubeconfig file in {@code plumbline.kubeconfig}, or else the local one of {@code up}.
 */
public final class ProjectSources implements ObservedSources {
    private static final int WORKERS = 2;

    /** A kubeconfig file of its own for the cluster of a live target. */
    public static final String KUBECONFIG = "plumbline.kubeconfig";
    /** Address of the AWS emulator as the pods reach it; only for local targets. */
    public static final String AWS_ENDPOINT = "plumbline.awsEndpoint";

    /** {@code true}: the platform is deployed to a local cluster of this run alone, never to the one of {@code up}. */
    public static final String EPHEMERAL = "plumbline.ephemeral";

    private final Workspace workspace;
    private final Function<String, Selection> selections;
    private HelmWorkers helm;

    /** As JUnit makes it: environments as the files say, of the project in the working folder. */
    public ProjectSources() {
        this(Workspace.ofProcess(), Selection::of);
    }

    /** As a command makes it, for the one environment that a person selected. */
    public ProjectSources(Workspace workspace, Selection selection) {
        this(workspace, environment -> selection);
    }

    private ProjectSources(Workspace workspace, Function<String, Selection> selections) {
        this.workspace = workspace;
        this.selections = selections;
    }

    @Override
    public ObservedSource open(dev.plumbline.junit.Target target, Function<String, Optional<String>> settings) {
        Selection selection = selections.apply(target.environment());
        if (target.mode() == dev.plumbline.junit.Target.Mode.RENDERED) {
            return rendered(selection);
        }
        return settings.apply(EPHEMERAL).filter("true"::equals).isPresent() ? ephemeral() : live(selection, settings);
    }

    private ObservedSource ephemeral() {
        EphemeralPlatform platform = EphemeralPlatform.deployed(workspace, "conformance");
        try {
            Observed observed = observe(workspace, platform.installation());
            return new ObservedSource() {
                @Override
                public Observed observed() {
                    return observed;
                }

                @Override
                public void close() {
                    platform.close();
                }
            };
        } catch (RuntimeException failure) {
            platform.close();
            throw failure;
        }
    }

    private ObservedSource rendered(Selection selection) {
        Environment environment = Harness.load(workspace, selection);
        ChartResolver charts = Charting.resolver(workspace, environment, false);
        Observed observed =
                RenderedObservation.of(new Renderer(charts, helm()).render(PlatformFactory.platformOf(environment)));
        return () -> observed;
    }

    /** One set of workers for all environments: starting them takes longer than rendering. */
    private synchronized HelmWorkers helm() {
        if (helm == null) {
            helm = new HelmWorkers(
                    WORKERS,
                    workspace.state().resolve("work"),
                    workspace.cache().resolve("helm"));
        }
        return helm;
    }

    private ObservedSource live(Selection selection, Function<String, Optional<String>> settings) {
        try (Harness harness = Harness.cold(workspace, selection);
                Installation installation = harness.on(target(workspace, harness, selection, settings))) {
            Observed observed = observe(workspace, installation);
            return () -> observed;
        }
    }

    /** What a cluster has, against what its environment asks for; and how it came there, if that was from here. */
    public static Observed observe(Workspace workspace, Installation installation) {
        return observe(workspace, installation, new LiveObservation.Extent(true, installation.lastDeploy()));
    }

    /** @param extent what is asked besides the objects */
    public static Observed observe(Workspace workspace, Installation installation, LiveObservation.Extent extent) {
        var environment = installation.environment();
        ResolvedChart chart = Charting.resolver(workspace, environment, true)
                .resolve(new ChartReference.Local(environment.applicationChart().directory()));
        return LiveObservation.of(
                installation.cluster(), environment, new ChartVersion(chart.name(), chart.version()), extent);
    }

    private static Target target(
            Workspace workspace, Harness harness, Selection selection, Function<String, Optional<String>> settings) {
        Optional<String> kubeconfig = settings.apply(KUBECONFIG);
        if (kubeconfig.isEmpty()) {
            return Targets.of(workspace, harness.environment(), selection);
        }
        Map<String, URI> endpoints = settings.apply(AWS_ENDPOINT)
                .map(URI::create)
                .map(address -> Map.of("sts", address, "secretsmanager", address))
                .orElse(Map.of());
        return new Target(harness.environment().cluster().name(), Path.of(kubeconfig.get()), endpoints, List.of());
    }

    @Override
    public synchronized void close() {
        if (helm != null) {
            helm.close();
        }
    }
}
