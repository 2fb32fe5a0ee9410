package dev.plumbline.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.chart.ChartContent;
import dev.plumbline.chart.Charts;
import dev.plumbline.chart.ResolvedChart;
import dev.plumbline.cluster.RunStamp;
import dev.plumbline.environment.ChartPolicy;
import dev.plumbline.environment.Environment;
import dev.plumbline.environment.EnvironmentLoader;
import dev.plumbline.environment.TerraformInputs;
import dev.plumbline.platform.PlatformFactory;
import dev.plumbline.platform.Release;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the real Helm library stores, and what we read of it; the API server is a map. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS) // one warm worker serves all
class ReleaseSecretsTest {
    private static final Duration PLENTY = Duration.ofSeconds(60);
    private static final String SERVER_VERSION = "1.30.0";
    private static final ReleaseId ID = new ReleaseId("apps", "sample");

    /** Every trap for comparing: YAML 1.1 scalars, octal, floats, null, anchors, a dot file in templates, ignored files, a schema. */
    private static final Map<String, String> TRICKY = Map.of(
            "values.yaml",
            """
            on: yes
            mode: 0420
            hex: 0x1F
            ratio: 0.10
            exponent: 1e3
            big: 12345678901234567
            nothing: ~
            empty: {}
            text: "0420"
            date: 2024-01-01
            base: &base {a: 1, b: [x, 'yes', 1.0]}
            derived: {<<: *base, a: 2}
            unicode: Grüße
            """,
            "values.schema.json",
            "{\"type\": \"object\"}\n",
            "templates/config.yaml",
            """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: "{{ .Release.Name }}"}
            data: {greeting: "{{ .Values.greeting }}"}
            """,
            "templates/_names.tpl",
            "{{- define \"x\" }}x{{ end }}",
            "templates/.hidden",
            "never loaded",
            "files/data.bin",
            "\uFEFFbyte order mark",
            "notes/private.txt",
            "ignored",
            ".helmignore",
            "# comment\n/notes/\n*.swp\n",
            "README.md",
            "");

    private HelmWorkers helm;

    @TempDir
    Path folder;

    private MemoryApiServer server;
    private KubernetesClient client;
    private ReleaseSecrets secrets;
    private Path kubeconfig;

    @BeforeAll
    void startHelm(@TempDir Path work) {
        helm = new HelmWorkers(1, work, Path.of("target", "helm-library"));
    }

    @AfterAll
    void stopHelm() {
        helm.close();
    }

    @BeforeEach
    void open() throws Exception {
        server = new MemoryApiServer();
        kubeconfig = Files.writeString(folder.resolve("kubeconfig"), Kubeconfigs.of(server.url()));
        client = new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(io.fabric8.kubernetes.client.Config.empty())
                        .withMasterUrl(server.url())
                        .build())
                .build();
        secrets = new ReleaseSecrets(client);
    }

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    @Test
    void aStampIsOfNoConsequenceToHelmAndOneWithoutExpiryLosesThatOfTheRevisionBefore() throws Exception {
        ResolvedChart chart = tricky();
        Instant end = Instant.parse("2026-01-02T03:04:05Z");
        helm.install(spec(chart, Map.of("greeting", "one")), kubeconfig, PLENTY);
        StoredRelease unstamped = secrets.history(ID).get(0);

        secrets.stamp(ID, new RunStamp("8f2c1a7e", "llm-judge", "local", Optional.of(end)));

        assertThat(secrets.history(ID)).containsExactly(unstamped);
        assertThat(stampOf(1)).contains(new RunStamp("8f2c1a7e", "llm-judge", "local", Optional.of(end)));

        helm.upgrade(spec(chart, Map.of("greeting", "two")), kubeconfig, PLENTY);

        assertThat(stampOf(2)).as("Helm hands its labels on").isEqualTo(stampOf(1));

        secrets.stamp(ID, new RunStamp("00000001", "llm-judge", "local", Optional.empty()));

        assertThat(stampOf(2)).contains(new RunStamp("00000001", "llm-judge", "local", Optional.empty()));
        assertThat(stampOf(1))
                .as("who made which revision")
                .contains(new RunStamp("8f2c1a7e", "llm-judge", "local", Optional.of(end)));
        assertThat(secrets.history(ID)).extracting(StoredRelease::revision).containsExactly(2, 1);
    }

    /** A client that is told a name reads the object before it patches it: for every release of every deploy. */
    @Test
    void aStampCostsOneListAndOnePatch() throws Exception {
        helm.install(spec(tricky(), Map.of("greeting", "one")), kubeconfig, PLENTY);
        int before = server.requests().size();

        secrets.stamp(ID, new RunStamp("8f2c1a7e", "llm-judge", "local", Optional.empty()));

        assertThat(server.requests().subList(before, server.requests().size()))
                .containsExactly(
                        "GET /api/v1/namespaces/apps/secrets",
                        "PATCH /api/v1/namespaces/apps/secrets/sh.helm.release.v1.sample.v1");
        assertThat(secrets.isStamped(ID)).isTrue();
    }

    private Optional<RunStamp> stampOf(int revision) {
        return RunStamp.of(labelsOf(revision));
    }

    private Map<String, String> labelsOf(int revision) {
        return client.secrets()
                .inNamespace(ID.namespace())
                .withName("sh.helm.release.v1.%s.v%d".formatted(ID.name(), revision))
                .get()
                .getMetadata()
                .getLabels();
    }

    @Test
    void readsWhatHelmInstalled() throws Exception {
        ResolvedChart chart = tricky();

        helm.install(spec(chart, Map.of("greeting", "Grüße", "count", 3)), kubeconfig, PLENTY);

        assertThat(server.object("/api/v1/namespaces/apps/configmaps/sample")
                        .path("data")
                        .path("greeting")
                        .asString())
                .isEqualTo("Grüße");
        StoredRelease stored = secrets.latest("apps").get(ID);
        assertThat(stored.revision()).isEqualTo(1);
        assertThat(stored.status()).isEqualTo(ReleaseStatus.DEPLOYED);
        assertThat(stored.chartName()).isEqualTo("sample");
        assertThat(stored.chartVersion()).isEqualTo("1.2.3");
        assertThat(stored.appVersion()).isEqualTo("4.5");
        assertThat(stored.values()).containsEntry("greeting", "Grüße").containsEntry("count", 3);
        assertThat(stored.manifest()).contains("kind: ConfigMap");
        assertThat(stored.modified()).isAfter(java.time.Instant.parse("2026-01-01T00:00:00Z"));
    }

    @Test
    void storedChartHasTheDigestOfItsFolder() throws Exception {
        ResolvedChart chart = tricky();

        helm.install(spec(chart, Map.of("greeting", "hello")), kubeconfig, PLENTY);

        assertThat(secrets.latest("apps").get(ID).chartDigests())
                .contains(ChartContent.of(chart.path()).digest());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"values.yaml", "values.schema.json", "templates/config.yaml", "files/data.bin", "Chart.yaml"})
    void anotherContentIsAnotherDigest(String changed) throws Exception {
        ResolvedChart chart = tricky();
        String before = ChartContent.of(chart.path()).digest();
        Path file = chart.path().resolve(changed);

        Files.writeString(file, Files.readString(file).replace("1.2.3", "1.2.4") + " \nadded: 1\n");

        assertThat(ChartContent.of(chart.path()).digest()).isNotEqualTo(before);
    }

    @Test
    void ignoredFilesDoNotCount() throws Exception {
        ResolvedChart chart = tricky();
        String before = ChartContent.of(chart.path()).digest();

        Files.writeString(chart.path().resolve("notes/private.txt"), "changed");
        Files.writeString(chart.path().resolve("templates/.hidden"), "changed");
        Files.writeString(chart.path().resolve("editor.swp"), "new");

        assertThat(ChartContent.of(chart.path()).digest()).isEqualTo(before);
    }

    @Test
    void everyReleaseOfThePlatformIsRecognisedWhenItIsStored() {
        Environment environment = EnvironmentLoader.load(
                Path.of("environments"), "dev", TerraformInputs.outputs(Path.of("fixtures", "terraform-outputs")));
        Charts charts =
                new Charts(ChartPolicy.STAND_IN, false, Path.of("fixtures", "charts"), folder, folder.resolve("lock"));
        List<Release> releases = PlatformFactory.platformOf(environment).releases();

        assertThat(releases).hasSize(9);
        for (Release release : releases) {
            ReleaseId id = new ReleaseId(release.namespace(), release.name());
            ResolvedChart chart = charts.resolve(release.chart());
            ReleaseSpec spec = new ReleaseSpec(id, chart, release.values());
            helm.install(spec, kubeconfig, PLENTY);

            StoredRelease stored = secrets.latest(id.namespace()).get(id);
            if (!chart.name().equals("aws-load-balancer-controller")) { // makes certificates anew each time
                assertThat(helm.render(spec, SERVER_VERSION, PLENTY))
                        .as(id.toString())
                        .isEqualTo(stored.manifest());
            }
            assertThat(stored.chartDigests()).as(id.toString()).contains(chart.digest());
            assertThat(stored.appVersion()).as(id.toString()).isEqualTo(chart.appVersion());
        }
    }

    @Test
    void countsRevisionsAsNumbers() {
        for (int revision = 1; revision <= 11; revision++) {
            store(revision, revision == 11 ? "deployed" : "superseded");
        }

        assertThat(secrets.latest("apps").get(ID).revision()).isEqualTo(11);
        assertThat(secrets.history(ID))
                .extracting(StoredRelease::revision)
                .startsWith(11, 10, 9)
                .hasSize(11);

        assertThat(secrets.prune(ID, 10)).isEqualTo(1);
        assertThat(secrets.history(ID))
                .extracting(StoredRelease::revision)
                .hasSize(10)
                .doesNotContain(1);
        assertThat(secrets.prune(ID, 10)).isZero();
    }

    /** Ten upgrades failed and were kept; the next one Helm calls deployed, and what it deployed may never get ready. */
    @Test
    void whatAnUpgradeWouldGoBackToIsNotDeletedHoweverManyFailedInBetween() {
        store(1, "superseded");
        store(2, "superseded");
        for (int revision = 3; revision <= 12; revision++) {
            store(revision, "failed");
        }
        store(13, "deployed");

        assertThat(secrets.prune(ID, 10)).isEqualTo(2);
        assertThat(secrets.history(ID))
                .extracting(StoredRelease::revision)
                .containsExactly(13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 2);
    }

    /** Killed after Helm called the good one superseded, and before it called the new one deployed. */
    @ParameterizedTest
    @ValueSource(strings = {"superseded", "deployed"})
    void theLastGoodRevisionIsNotDeletedWhateverItIsCalledByNow(String good) {
        store(1, "superseded");
        store(2, good);
        store(3, "failed");
        store(4, "pending-upgrade");

        assertThat(secrets.prune(ID, 1)).isEqualTo(2);
        assertThat(secrets.history(ID)).extracting(StoredRelease::revision).containsExactly(4, 2);
    }

    @Test
    void anUpgradeForgetsValuesThatAreNoLongerGiven() throws Exception {
        ResolvedChart chart = tricky();
        helm.install(spec(chart, Map.of("greeting", "1", "old", true)), kubeconfig, PLENTY);
        helm.upgrade(spec(chart, Map.of("greeting", "2")), kubeconfig, PLENTY);

        assertThat(secrets.latest("apps").get(ID).values()).isEqualTo(Map.of("greeting", "2"));
    }

    @Test
    void uninstallRemovesTheReleaseAndMayBeRepeated() throws Exception {
        helm.install(spec(tricky(), Map.of()), kubeconfig, PLENTY);

        helm.uninstall(ID, kubeconfig, PLENTY);
        helm.uninstall(ID, kubeconfig, PLENTY);

        assertThat(secrets.latest("apps")).isEmpty();
        assertThat(server.paths()).isEmpty();
    }

    @Test
    void aRevisionThatIsCalledFailedKeepsEverythingElseAndHelmBuildsOnTheDeployedOneBelowIt() throws Exception {
        ResolvedChart chart = tricky();
        helm.install(spec(chart, Map.of("greeting", "1")), kubeconfig, PLENTY);
        helm.upgrade(spec(chart, Map.of("greeting", "2", "ratio", 0.5)), kubeconfig, PLENTY);
        RevisionStatus status = new RevisionStatus(client, ID);
        status.set(1, "deployed");
        status.set(2, "pending-upgrade");
        StoredRelease pending = secrets.history(ID).get(0);

        secrets.mark(pending, ReleaseStatus.FAILED);

        StoredRelease failed = secrets.history(ID).get(0);
        assertThat(failed.status()).isEqualTo(ReleaseStatus.FAILED);
        assertThat(failed).usingRecursiveComparison().ignoringFields("status").isEqualTo(pending);
        assertThat(labelsOf(2)).containsEntry("status", "failed").containsEntry("version", "2");

        helm.upgrade(spec(chart, Map.of("greeting", "3")), kubeconfig, PLENTY);
        assertThat(secrets.history(ID))
                .extracting(StoredRelease::status)
                .containsExactly(ReleaseStatus.DEPLOYED, ReleaseStatus.FAILED, ReleaseStatus.SUPERSEDED);
    }

    @Test
    void namesASecretThatCannotBeRead() {
        store("not a release", 1, "deployed");

        assertThatThrownBy(() -> secrets.latest("apps"))
                .isInstanceOf(HelmException.class)
                .hasMessageContaining("apps/sh.helm.release.v1.sample.v1");
    }

    private void store(int revision, String status) {
        store(
                "{\"name\":\"sample\",\"namespace\":\"apps\",\"version\":" + revision + ",\"info\":{\"status\":\""
                        + status + "\"},\"chart\":{\"metadata\":{\"name\":\"sample\"}}}",
                revision,
                status);
    }

    private void store(String release, int revision, String status) {
        Base64.Encoder base64 = Base64.getEncoder();
        byte[] once = base64.encode(release.getBytes(StandardCharsets.UTF_8));
        client.resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName("sh.helm.release.v1.sample.v" + revision)
                        .withNamespace("apps")
                        .withLabels(Map.of(
                                "owner",
                                "helm",
                                "name",
                                "sample",
                                "version",
                                String.valueOf(revision),
                                "status",
                                status))
                        .endMetadata()
                        .withType("helm.sh/release.v1")
                        .withData(Map.of("release", base64.encodeToString(once)))
                        .build())
                .create();
    }

    private ResolvedChart tricky() throws Exception {
        return new TestCharts(folder.resolve("charts")).write("sample", TRICKY);
    }

    private static ReleaseSpec spec(ResolvedChart chart, Map<String, Object> values) {
        return new ReleaseSpec(ID, chart, values);
    }
}
