package dev.plumbline.bench;

import dev.plumbline.chart.ChartReference;
import dev.plumbline.cluster.ClusterConnection;
import dev.plumbline.deploy.Change;
import dev.plumbline.deploy.DeployException;
import dev.plumbline.deploy.Journal;
import dev.plumbline.deploy.Milestone;
import dev.plumbline.deploy.Need;
import dev.plumbline.deploy.Plan;
import dev.plumbline.deploy.PlannedStep;
import dev.plumbline.deploy.RenderedPlatform;
import dev.plumbline.deploy.RenderedRelease;
import dev.plumbline.deploy.Step;
import dev.plumbline.harness.Installation;
import dev.plumbline.platform.Platform;
import dev.plumbline.platform.PlatformFactory;
import dev.plumbline.platform.Release;
import dev.plumbline.readiness.KindAccess;
import dev.plumbline.readiness.LiveView;
import dev.plumbline.readiness.ObjectRef;
import dev.plumbline.readiness.ReadinessRules;
import dev.plumbline.readiness.ReadinessWait;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Nine releases of two replicas, four and then five, against applying the same manifests directly in the same order with the same
 * readiness: in pairs, the one that begins alternating, each in a namespace of its own. What counts is the time of all deploys over that
 * of all floors: the node looks at its containers once a second only, so a single pair says little, and each pair starts at another point
 * of that second.
 */
final class LightBench {
    private static final double TARGET = 1.10;
    private static final int FIRST = 4;
    private static final int ALL = 9;
    private static final Duration DEADLINE = Duration.ofMinutes(3);
    /** Between two looks of the node at its containers. */
    private static final Duration RELIST = Duration.ofSeconds(1);

    private final Installation installation;
    private final Consumer<String> said;

    LightBench(Installation installation, Consumer<String> said) {
        this.installation = installation;
        this.said = said;
    }

    Figure measure(int rounds) {
        List<Duration> deploys = new ArrayList<>();
        List<Duration> floors = new ArrayList<>();
        // the first of anything loads classes, starts workers, and lets the node see the image: nobody's fault
        once("warm", true, Duration.ZERO);
        once("warm-too", false, Duration.ZERO);
        for (int i = 0; i < rounds; i++) {
            Duration point = RELIST.multipliedBy(i).dividedBy(rounds);
            boolean deployFirst = i % 2 == 0;
            Duration first = once("light-" + i + "-a", deployFirst, point);
            Duration second = once("light-" + i + "-b", !deployFirst, point);
            deploys.add(deployFirst ? first : second);
            floors.add(deployFirst ? second : first);
            said.accept("light, round %d: deploy %s, floor %s"
                    .formatted(i + 1, Figure.seconds(deploys.get(i)), Figure.seconds(floors.get(i))));
        }
        Duration deploy = Figure.mean(deploys);
        Duration floor = Figure.mean(floors);
        double ratio = (double) deploy.toMillis() / floor.toMillis();
        DoubleSummaryStatistics pairs = IntStream.range(0, rounds)
                .mapToDouble(
                        i -> (double) deploys.get(i).toMillis() / floors.get(i).toMillis())
                .summaryStatistics();
        return new Figure(
                "light",
                ratio <= TARGET,
                List.of(
                        String.format(
                                Locale.ROOT,
                                "%.2fx the floor (%d pairs, each %.2fx to %.2fx); target at most %.2fx",
                                ratio,
                                rounds,
                                pairs.getMin(),
                                pairs.getMax(),
                                TARGET),
                        "deploy %s, floor %s (means)".formatted(Figure.seconds(deploy), Figure.seconds(floor))));
    }

    /** @param wait before the clock starts */
    private Duration once(String namespace, boolean deploy, Duration wait) {
        var namespaces = installation.cluster().client().namespaces();
        namespaces
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(namespace)
                        .endMetadata()
                        .build())
                .create();
        Platform platform = platformIn(namespace);
        RenderedPlatform manifests = deploy ? null : installation.render(platform);
        LockSupport.parkNanos(wait.toNanos());
        long start = System.nanoTime();
        if (deploy) {
            deploy(installation.render(platform));
        } else {
            apply(manifests.releases().subList(0, FIRST));
            apply(manifests.releases().subList(FIRST, ALL));
        }
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        namespaces.withName(namespace).delete();
        namespaces.withName(namespace).waitUntilCondition(gone -> gone == null, DEADLINE.toSeconds(), TimeUnit.SECONDS);
        return took;
    }

    private void deploy(RenderedPlatform rendered) {
        List<String> first = rendered.releases().subList(0, FIRST).stream()
                .map(release -> release.release().name())
                .toList();
        List<PlannedStep> steps = rendered.releases().stream()
                .map(release -> step(release, first))
                .map(step -> new PlannedStep(step, new Change.Create()))
                .toList();
        Journal journal = installation.deploy(new Plan(rendered, steps), state -> {});
        if (!journal.succeeded()) {
            throw new DeployException("the benchmark's releases did not get ready: " + journal.failures());
        }
    }

    private static Step step(RenderedRelease release, List<String> first) {
        String name = release.release().name();
        return new Step.Deploy(
                name,
                release,
                first.contains(name)
                        ? List.of()
                        : first.stream()
                                .map(other -> new Need(other, Milestone.READY))
                                .toList());
    }

    private void apply(List<RenderedRelease> releases) {
        KindAccess kinds = new KindAccess(installation.cluster().client());
        List<HasMetadata> objects =
                releases.stream().flatMap(release -> release.objects().stream()).toList();
        // as many at once as the deploy has workers
        objects.parallelStream().forEach(object -> kinds.resource(object)
                .orElseThrow()
                .fieldManager(ClusterConnection.USER_AGENT)
                .forceConflicts()
                .serverSideApply());
        try (LiveView view = new LiveView(installation.cluster().client())) {
            boolean ready = new ReadinessWait(ReadinessRules.standard(), view)
                    .await(objects.stream().map(ObjectRef::of).toList(), DEADLINE)
                    .converged();
            if (!ready) {
                throw new DeployException("the benchmark's objects did not get ready");
            }
        }
    }

    private Platform platformIn(String namespace) {
        Platform whole = PlatformFactory.platformOf(installation.environment());
        String image = installation.environment().images().prefix() + "/gateway-service:"
                + installation.environment().images().tag();
        List<Release> releases = IntStream.rangeClosed(1, ALL)
                .mapToObj(i -> new Release(
                        "light_" + i,
                        Release.Kind.APPLICATION,
                        "light-" + i,
                        namespace,
                        new ChartReference.Local(Path.of("fixtures/bench/light")),
                        Map.of("image", image),
                        Optional.empty(),
                        Optional.empty(),
                        List.of()))
                .toList();
        return new Platform(
                whole.environment(),
                whole.namespaces(),
                whole.infraConfig(),
                whole.secretStore(),
                whole.services(),
                releases);
    }
}
