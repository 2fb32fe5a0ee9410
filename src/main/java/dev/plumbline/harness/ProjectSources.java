package dev.plumbline.harness;

import dev.plumbline.chart.ChartReference;
import dev.plumbline.chart.ChartResolver;
import dev.plumbline.chart.ResolvedChart;
import dev.plumbline.cluster.Contention;
import dev.plumbline.deploy.Renderer;
import dev.plumbline.environment.Environment;
import dev.plumbline.helm.HelmWorkers;
import dev.plumbline.junit.ObservedSource;
import dev.plumbline.junit.ObservedSources;
import dev.plumbline.junit.RunningPlatform;
import dev.plumbline.observe.ChartVersion;
import dev.plumbline.observe.LiveObservation;
import dev.plumbline.observe.Observed;
import dev.plumbline.observe.RenderedObservation;
import dev.plumbline.platform.PlatformFactory;
import java.util.Optional;
import java.util.function.Function;

/**
 * The suite's targets as this project knows them: {@code rendered:NAME} is rendered from {@code environments/NAME.yaml},
 * {@code live:NAME} is its cluster: the one of a kubeconfig file, or for local environments the one of {@code up}, or one of this run
 * alone.
 */
public final class ProjectSources implements ObservedSources {
    private static final int WORKERS = 2;

    /** The environment's name once more, for a deploy to prod. */
    private static final String CONFIRM = "plumbline.confirm";

    private final Workspace workspace;
    private final Optional<Selection> selected;
    private HelmWorkers helm;

    /** As JUnit makes it: of the project in the working folder, as {@link RunSettings} say. */
    public ProjectSources() {
        this(Workspace.ofProcess(), Optional.empty());
    }

    /** As a command makes it, for the one environment that a person selected. */
    public ProjectSources(Workspace workspace, Selection selection) {
        this(workspace, Optional.of(selection));
    }

    private ProjectSources(Workspace workspace, Optional<Selection> selected) {
        this.workspace = workspace;
        this.selected = selected;
    }

    @Override
    public ObservedSource open(dev.plumbline.junit.Target target, Function<String, Optional<String>> given) {
        RunSettings settings = RunSettings.of(given);
        Selection selection = selected.orElseGet(() -> settings.selection(target.environment()));
        if (target.mode() == dev.plumbline.junit.Target.Mode.RENDERED) {
            return rendered(selection);
        }
        if (settings.mode() == RunMode.DEPLOY && !settings.ephemeral()) {
            Guard.requireTypedOut(target.environment(), given.apply(CONFIRM).orElse(""), "-D" + CONFIRM + "=");
        }
        return settings.ephemeral() ? ephemeral() : live(selection, settings);
    }

    private ObservedSource ephemeral() {
        EphemeralPlatform platform = EphemeralPlatform.deployed(workspace, "conformance");
        try {
            Observed observed = observe(workspace, platform.installation(), Questions.all());
            return new ObservedSource() {
                @Override
                public Observed observed() {
                    return observed;
                }

                @Override
                public Optional<RunningPlatform> running() {
                    return Optional.of(ProjectSources.running(workspace, platform.installation()));
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

    private ObservedSource live(Selection selection, RunSettings settings) {
        try (Harness harness = Harness.cold(workspace, selection);
                Installation installation = harness.on(Targets.of(workspace, harness.environment(), selection))) {
            if (settings.mode() == RunMode.DEPLOY) {
                installation.reserve(Contention.WAIT, line -> {});
                installation.deployOrThrow();
            }
            Observed observed = observe(workspace, installation, Questions.all().withAws(settings.aws()));
            return () -> observed;
        }
    }

    /** An installation for checks that disturb it. */
    public static RunningPlatform running(Workspace workspace, Installation installation) {
        return new DisturbedInstallation(workspace, installation);
    }

    /** What a cluster and its account have, against what the environment asks for; and how it came there, if that was from here. */
    public static Observed observe(Workspace workspace, Installation installation, Questions questions) {
        var environment = installation.environment();
        ResolvedChart chart = Charting.resolver(workspace, environment, true)
                .resolve(new ChartReference.Local(environment.applicationChart().directory()));
        try (VerifiedAccount account = VerifiedAccount.of(workspace, environment, questions.aws())) {
            return LiveObservation.of(
                    installation.cluster(),
                    environment,
                    new ChartVersion(chart.name(), chart.version()),
                    new LiveObservation.Extent(
                            questions.tokens(),
                            questions.journal() ? installation.lastDeploy() : Optional.empty(),
                            account.asked()));
        }
    }

    @Override
    public synchronized void close() {
        if (helm != null) {
            helm.close();
        }
    }
}
