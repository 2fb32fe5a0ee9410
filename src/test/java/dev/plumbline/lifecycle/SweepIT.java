package dev.plumbline.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.chart.ChartReference;
import dev.plumbline.cluster.Contention;
import dev.plumbline.cluster.DeployLease;
import dev.plumbline.cluster.LeaseTerms;
import dev.plumbline.cluster.RunIdentity;
import dev.plumbline.cluster.RunStamp;
import dev.plumbline.deploy.Change;
import dev.plumbline.deploy.Plan;
import dev.plumbline.deploy.PlannedStep;
import dev.plumbline.deploy.RenderedPlatform;
import dev.plumbline.deploy.Step;
import dev.plumbline.deploy.StepGraph;
import dev.plumbline.harness.Installation;
import dev.plumbline.helm.HelmWorkers;
import dev.plumbline.helm.ReleaseId;
import dev.plumbline.helm.ReleaseSecrets;
import dev.plumbline.junit.EphemeralOnly;
import dev.plumbline.lifecycle.PlumblineProcess.Ended;
import dev.plumbline.platform.Platform;
import dev.plumbline.platform.PlatformFactory;
import dev.plumbline.platform.Release;
import dev.plumbline.removal.ClusterSweep;
import dev.plumbline.removal.Destroyer;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What a sweep takes from a cluster, and what it must leave: platforms of two notes each, in a namespace of each test's own. */
@EphemeralOnly
@Tag("local")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SweepIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Instant OVER = Instant.now().minusSeconds(1);
    private static final Instant LATER = Instant.now().plus(Duration.ofHours(1));

    private ClusterUnderTest cluster;
    private ProjectCopy project;
    private HelmWorkers helm;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        cluster = ClusterUnderTest.start("sweep");
        project = ProjectCopy.in(folder);
        Path templates = Files.createDirectories(project.workspace().root().resolve("charts/note/templates"));
        Files.writeString(templates.resolveSibling("Chart.yaml"), "apiVersion: v2\nname: note\nversion: 1.0.0\n");
        Files.writeString(templates.resolve("note.yaml"), """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: "{{ .Release.Name }}"}
                """);
        helm = new HelmWorkers(
                1, folder.resolve("work"), project.workspace().cache().resolve("helm"));
    }

    @AfterAll
    void remove() {
        if (helm != null) {
            helm.close();
        }
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    void whatHasExpiredGoesAndWhatHasNotStaysWithAllThatItNeeds() {
        RenderedPlatform platform = deploy("parts", OVER, "ended", "going-on");
        stamp("parts", "going-on", Optional.of(LATER));
        List<String> said = new ArrayList<>();

        List<String> removed = sweep(platform, said);

        assertThat(removed).containsExactly("release parts/ended");
        assertThat(said)
                .anyMatch(line -> line.matches("going-on kept: run 8f2c1a7e gave it until .*"))
                .contains(
                        "configmap/infra-config kept: going-on needs it, and stays",
                        "namespace/parts kept: going-on needs it, and stays");
        assertThat(releasesIn("parts")).containsExactly("going-on");

        stamp("parts", "going-on", Optional.of(OVER));

        assertThat(sweep(platform, said))
                .containsExactly("release parts/going-on", "ConfigMap/parts/infra-config", "Namespace/parts");
        assertThat(exists("parts")).isFalse();
    }

    @Test
    void whatHasNoExpiryStays() {
        RenderedPlatform platform = deploy("lasting", OVER, "ended", "lasting");
        stamp("lasting", "lasting", Optional.empty());
        List<String> said = new ArrayList<>();

        assertThat(sweep(platform, said)).containsExactly("release lasting/ended");

        assertThat(said).contains("lasting kept: run 8f2c1a7e gave it no expiry");
        assertThat(releasesIn("lasting")).containsExactly("lasting");
    }

    @Test
    void whatTodaysInputsDoNotNameAnyMoreIsFoundByItsStamp() {
        deploy("unnamed", OVER, "one", "two");

        Ended swept = PlumblineProcess.run(cluster.asPerson(project), "sweep", "-e", "local");

        assertThat(swept.code()).as(swept.output()).isZero();
        assertThat(swept.output())
                .contains(
                        "release unnamed/one removed",
                        "release unnamed/two removed",
                        "Namespace/unnamed removed",
                        "Swept.");
        assertThat(exists("unnamed")).isFalse();
        assertThat(cluster.leases()).isEmpty();
    }

    @Test
    void aNamespaceStaysInWhichThereIsSomethingElse() {
        RenderedPlatform platform = deploy("shared", OVER, "ended");
        new SomebodyElse(cluster.client(), "kubectl-create")
                .create(
                        "/api/v1/namespaces/shared/configmaps",
                        "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"somebodys\"}}");
        List<String> said = new ArrayList<>();

        assertThat(sweep(platform, said)).containsExactly("release shared/ended", "ConfigMap/shared/infra-config");

        assertThat(said)
                .contains("Namespace/shared kept: in it is what no expired run left: ConfigMap/shared/somebodys");
        assertThat(exists("shared")).isTrue();
    }

    @Test
    void labelsThatSomebodyElseWroteRemoveNothing() {
        String labels = new RunStamp("8f2c1a7e", "llm-judge", "local", Optional.of(OVER))
                .labels().entrySet().stream()
                        .map(label -> "\"%s\":\"%s\"".formatted(label.getKey(), label.getValue()))
                        .reduce((one, other) -> one + "," + other)
                        .orElseThrow();
        SomebodyElse somebody = new SomebodyElse(cluster.client(), "kubectl-create");
        somebody.create(
                "/api/v1/namespaces",
                "{\"apiVersion\":\"v1\",\"kind\":\"Namespace\",\"metadata\":{\"name\":\"forged\",\"labels\":{%s}}}"
                        .formatted(labels));
        somebody.create(
                "/api/v1/namespaces/forged/secrets",
                "{\"apiVersion\":\"v1\",\"kind\":\"Secret\",\"type\":\"helm.sh/release.v1\",\"metadata\":{\"name\":"
                        + "\"sh.helm.release.v1.theirs.v1\",\"labels\":{\"owner\":\"helm\",\"name\":\"theirs\",\"version\":\"1\",%s}}}"
                                .formatted(labels));
        List<String> said = new ArrayList<>();

        assertThat(sweep(deploy("genuine", OVER, "ended"), said)).doesNotContain("Namespace/forged");

        assertThat(said).contains("Namespace/forged kept: it was not made by plumbline");
        assertThat(releasesIn("forged")).containsExactly("theirs");
    }

    @Test
    void whileARunLivesNothingIsSwept() {
        deploy("living", OVER, "ended");
        try (DeployLease living = lease()) {
            Ended swept = PlumblineProcess.run(cluster.asPerson(project), "sweep", "-e", "local");

            assertThat(swept.code()).as(swept.output()).isEqualTo(1);
            assertThat(swept.output())
                    .contains("somebody else deploys or destroys here; nothing was touched")
                    .contains(living.run().toString());
        }
        assertThat(releasesIn("living")).containsExactly("ended");
    }

    /** @return what went of this platform: what other tests left goes as well */
    private List<String> sweep(RenderedPlatform platform, List<String> said) {
        String namespace = platform.platform().namespace().getMetadata().getName();
        try (DeployLease lease = lease()) {
            ReleaseSecrets releases = new ReleaseSecrets(cluster.client());
            Destroyer destroyer = new Destroyer(cluster.cluster(), helm, lease, releases, SOON);
            return new ClusterSweep(
                            cluster.cluster(),
                            destroyer,
                            releases,
                            platform.platform().environment(),
                            Instant.now())
                    .sweep(platform, said::add).stream()
                            .filter(what -> List.of(what.split("[ /]")).contains(namespace))
                            .toList();
        }
    }

    private DeployLease lease() {
        return DeployLease.take(
                cluster.cluster(),
                new DeployLease.Claim(
                        "plumbline-llm-judge-local",
                        Map.of(),
                        RunIdentity.create(),
                        LeaseTerms.STANDARD,
                        Contention.REFUSE,
                        waiting -> {},
                        lost -> {}));
    }

    /** As a run does that says how long it may stay. */
    private RenderedPlatform deploy(String namespace, Instant until, String... notes) {
        return cluster.withUntil(until, project, installation -> {
            RenderedPlatform rendered = installation.render(platform(installation, namespace, notes));
            // nobody serves its kind here
            List<PlannedStep> steps = StepGraph.of(rendered).stream()
                    .filter(step -> !(step instanceof Step.Apply apply)
                            || !apply.object().getKind().equals("ClusterSecretStore"))
                    .map(step -> new PlannedStep(step, new Change.Create()))
                    .toList();
            assertThat(installation
                            .deploy(new Plan(rendered, steps), state -> {})
                            .failures())
                    .isEmpty();
            return rendered;
        });
    }

    private static Platform platform(Installation installation, String namespace, String... notes) {
        Platform whole = PlatformFactory.platformOf(installation.environment());
        return new Platform(
                whole.environment(),
                List.of(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(namespace)
                        .endMetadata()
                        .build()),
                new ConfigMapBuilder(whole.infraConfig())
                        .editMetadata()
                        .withNamespace(namespace)
                        .endMetadata()
                        .build(),
                whole.secretStore(),
                whole.services(),
                Stream.of(notes)
                        .map(note -> new Release(
                                note,
                                Release.Kind.APPLICATION,
                                note,
                                namespace,
                                new ChartReference.Local(Path.of("charts/note")),
                                Map.of(),
                                Optional.empty(),
                                Optional.empty(),
                                List.of()))
                        .toList());
    }

    private void stamp(String namespace, String release, Optional<Instant> expires) {
        new ReleaseSecrets(cluster.client())
                .stamp(new ReleaseId(namespace, release), new RunStamp("8f2c1a7e", "llm-judge", "local", expires));
    }

    private List<String> releasesIn(String namespace) {
        return cluster.client().secrets().inNamespace(namespace).withLabel("owner", "helm").list().getItems().stream()
                .map(secret -> secret.getMetadata().getLabels().get("name"))
                .toList();
    }

    private boolean exists(String namespace) {
        return cluster.client().namespaces().withName(namespace).get() != null;
    }
}
