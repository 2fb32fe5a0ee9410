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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Nine releases of two replicas, four and then five, against applying the same manifests directly in the same order with the same
 * readiness: in pairs, the one that begins alternating, each in a namespace of its own.
 */
final class LightBench {
    private static final double TARGET = 1.10;
    private static final int FIRST = 4;
    private static final int ALL = 9;
    private static final Duration DEADLINE = Duration.ofMinutes(3);

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
        once("warm", true);
        once("warm-too", false);
        for (int i = 0; i < rounds; i++) {
            boolean deployFirst = i % 2 == 0;
            Duration first = once("light-" + i + "-a", deployFirst);
            Duration second = once("light-" + i + "-b", !deployFirst);
            deploys.add(deployFirst ? first : second);
            floors.add(deployFirst ? second : first);
            said.accept("light, round %d: deploy %s, floor %s"
                    .formatted(i + 1, Figure.seconds(deploys.get(i)), Figure.seconds(floors.get(i))));
        }
        List<Double> ratios = IntStream.range(0, rounds)
                .mapToObj(
                        i -> (double) deploys.get(i).toMillis() / floors.get(i).toMillis())
                .sorted()
                .toList();
        double ratio = ratios.get(ratios.size() / 2);
        return new Figure(
                "light",
                ratio <= TARGET,
                List.of(
                        String.format(
                                Locale.ROOT,
                                "%.2fx the floor (median of %d pairs, %.2f to %.2f); target at most %.2fx",
                                ratio,
                                rounds,
                                ratios.get(0),
                                ratios.get(rounds - 1),
                                TARGET),
                        "deploy %s, floor %s (medians)"
                                .formatted(
                                        Figure.seconds(Figure.median(deploys)),
                                        Figure.seconds(Figure.median(floors)))));
    }

    private Duration once(String namespace, boolean deploy) {
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
