package dev.plumbline.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.chart.ChartContent;
import dev.plumbline.chart.ChartOrigin;
import dev.plumbline.chart.ResolvedChart;
import dev.plumbline.cluster.Cluster;
import dev.plumbline.cluster.ClusterConnection;
import dev.plumbline.helm.HelmException;
import dev.plumbline.helm.HelmWorkers;
import dev.plumbline.helm.Kubeconfigs;
import dev.plumbline.helm.MemoryApiServer;
import dev.plumbline.helm.ReleaseId;
import dev.plumbline.helm.ReleaseSecrets;
import dev.plumbline.helm.ReleaseStatus;
import dev.plumbline.helm.RevisionStatus;
import dev.plumbline.helm.StoredRelease;
import dev.plumbline.platform.Release;
import io.fabric8.kubernetes.api.model.ConfigMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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

/** What becomes of releases that a killed run left; with the real Helm, against an API server that keeps objects. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecoveryTest {
    private static final Duration PLENTY = Duration.ofSeconds(60);
    private static final ReleaseId ID = new ReleaseId("apps", "front");

    private HelmWorkers helm;
    private MemoryApiServer server;
    private Cluster cluster;
    private RevisionStatus status;
    private Path charts;

    @BeforeAll
    void startHelm(@TempDir Path work) {
        helm = new HelmWorkers(1, work, Path.of("target", "helm-library"));
    }

    @AfterAll
    void stopHelm() {
        helm.close();
    }

    @BeforeEach
    void connect(@TempDir Path folder) throws IOException {
        charts = folder;
        server = new MemoryApiServer();
        Path kubeconfig = Files.writeString(folder.resolve("kubeconfig"), Kubeconfigs.of(server.url()));
        cluster = ClusterConnection.open("memory", kubeconfig);
        status = new RevisionStatus(cluster.client(), ID);
    }

    @AfterEach
    void close() {
        cluster.close();
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pending-upgrade", "pending-rollback"})
    void aKilledUpgradeIsRestoredFromWhatTheLastGoodRevisionStoresAndThenUpgraded(String pending) throws Exception {
        install(release("one", "first"));
        upgrade(release("two", "second", "extra"));
        status.set(1, "deployed");
        status.set(2, pending);

        recover(release("three", "third"));

        List<StoredRelease> history = history();
        assertThat(history).extracting(StoredRelease::revision).containsExactly(4, 3, 2, 1);
        assertThat(history)
                .extracting(StoredRelease::status)
                .containsExactly(
                        ReleaseStatus.DEPLOYED,
                        ReleaseStatus.SUPERSEDED,
                        ReleaseStatus.FAILED,
                        ReleaseStatus.SUPERSEDED);
        assertThat(history.get(1).values()).isEqualTo(Map.of("text", "first"));
        assertThat(history.get(1).chartDigests()).isEqualTo(history.get(3).chartDigests());
        assertThat(history.get(0).values()).isEqualTo(Map.of("text", "third"));
        assertThat(configMap("front").getData()).containsEntry("text", "third");
    }

    @Test
    void whatOnlyTheKilledUpgradeBroughtDoesNotStayForEver() throws Exception {
        install(release("one", "first"));
        upgrade(release("two", "second", "extra", "wanted-too", "of-another-release"));
        status.set(1, "deployed");
        status.set(2, "pending-upgrade");
        ConfigMap others = configMap("of-another-release");
        others.getMetadata().getAnnotations().put("meta.helm.sh/release-name", "back");
        cluster.client().resource(others).update();

        recover(release("three", "third", "wanted-too"));

        assertThat(configMap("extra")).isNull();
        assertThat(configMap("wanted-too")).isNotNull();
        assertThat(configMap("of-another-release")).isNotNull();
    }

    @Test
    void subchartsThatNoRevisionStoresAreRestoredToo() throws Exception {
        install(withSubchart(release("one", "first")));
        upgrade(release("two", "second"));
        status.set(1, "deployed");
        status.set(2, "pending-upgrade");

        recover(withSubchart(release("three", "third")));

        assertThat(history()).extracting(StoredRelease::revision).containsExactly(4, 3, 2, 1);
        assertThat(history().get(1).manifest()).contains("name: of-subchart");
        assertThat(history().get(1).values()).isEqualTo(Map.of("text", "first"));
        assertThat(configMap("of-subchart")).isNotNull();
    }

    /** Helm writes the two one after the other. */
    @Test
    void aRunKilledBetweenSupersededAndDeployedDoesNotCostTheRelease() throws Exception {
        install(release("one", "first"));
        upgrade(release("two", "second"));
        status.set(1, "superseded");
        status.set(2, "pending-upgrade");

        recover(release("three", "third"));

        assertThat(history()).extracting(StoredRelease::revision).containsExactly(4, 3, 2, 1);
        assertThat(history().get(0).status()).isEqualTo(ReleaseStatus.DEPLOYED);
    }

    @Test
    void aFailedUpgradeBelowAKilledOneIsSkipped() throws Exception {
        install(release("one", "first"));
        upgrade(release("two", "second"));
        upgrade(release("three", "third"));
        status.set(1, "deployed");
        status.set(2, "failed");
        status.set(3, "pending-upgrade");

        recover(release("four", "fourth"));

        assertThat(history()).extracting(StoredRelease::revision).containsExactly(5, 4, 3, 2, 1);
        assertThat(history().get(1).values()).isEqualTo(Map.of("text", "first"));
    }

    /** What it left is what a plan of the next run looks at. */
    @ParameterizedTest
    @ValueSource(strings = {"deployed", "superseded"})
    void aRecoveryThatEndsBeforeItsRestoreNeverLeavesAReleaseThatLooksGood(String good) throws Exception {
        RenderedRelease first = release("one", "first");
        install(first);
        upgrade(release("two", "second"));
        status.set(1, good);
        status.set(2, "pending-upgrade");
        server.refuseOnce("POST", "/api/v1/namespaces/apps/secrets", "etcd is away");

        assertThatThrownBy(() -> recover(release("three", "third"))).isInstanceOf(HelmException.class);

        assertThat(history())
                .extracting(StoredRelease::status)
                .containsExactly(ReleaseStatus.FAILED, ReleaseStatus.DEPLOYED);
        assertThat(configMap("front").getData()).containsEntry("text", "second");
        assertThat(new ReleaseComparison(first).with(Optional.of(history().get(0))))
                .isInstanceOf(Change.Update.class);

        upgrade(first);
        assertThat(configMap("front").getData()).containsEntry("text", "first");
    }

    /** Killed between "superseded" and "deployed", with an upgrade before it that had failed. */
    @Test
    void aFailedUpgradeBelowAKilledOneDoesNotHideTheGoodOneThatIsAlreadyCalledSuperseded() throws Exception {
        install(release("one", "first"));
        upgrade(release("two", "second"));
        upgrade(release("three", "third"));
        status.set(1, "superseded");
        status.set(2, "failed");
        status.set(3, "pending-upgrade");

        recover(release("four", "fourth"));

        assertThat(history())
                .extracting(StoredRelease::status)
                .containsExactly(
                        ReleaseStatus.DEPLOYED,
                        ReleaseStatus.SUPERSEDED,
                        ReleaseStatus.FAILED,
                        ReleaseStatus.FAILED,
                        ReleaseStatus.SUPERSEDED);
        assertThat(history().get(1).values()).isEqualTo(Map.of("text", "first"));
        assertThat(configMap("front").getData()).containsEntry("text", "fourth");
    }

    @ParameterizedTest
    @ValueSource(strings = {"uninstalled", "uninstalling"})
    void belowAnUninstallNothingIsGood(String ended) throws Exception {
        install(release("one", "first"));
        upgrade(release("two", "second"));
        upgrade(release("three", "third"));
        status.set(1, "superseded");
        status.set(2, ended);
        status.set(3, "failed");

        assertThat(Recovery.lastGood(history())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pending-install", "failed", "uninstalling"})
    void withoutAGoodRevisionTheReleaseIsRemovedAndInstalledAnew(String left) throws Exception {
        install(release("one", "first", "extra"));
        status.set(1, left);

        recover(release("two", "second"));

        assertThat(history()).singleElement().satisfies(revision -> {
            assertThat(revision.revision()).isEqualTo(1);
            assertThat(revision.status()).isEqualTo(ReleaseStatus.DEPLOYED);
            assertThat(revision.values()).isEqualTo(Map.of("text", "second"));
        });
        assertThat(configMap("extra")).isNull();
    }

    @Test
    void anUninstallThatHasBegunIsFinishedWhateverIsBehindIt() throws Exception {
        install(release("one", "first"));
        upgrade(release("two", "second"));
        status.set(2, "uninstalling");

        recover(release("three", "third"));

        assertThat(history()).extracting(StoredRelease::revision).containsExactly(1);
        assertThat(configMap("front").getData()).containsEntry("text", "third");
    }

    private void install(RenderedRelease release) {
        helm.install(release.spec(), cluster.kubeconfig(), PLENTY);
    }

    private void upgrade(RenderedRelease release) {
        helm.upgrade(release.spec(), cluster.kubeconfig(), PLENTY);
    }

    private void recover(RenderedRelease wanted) {
        new Recovery(cluster, helm, PLENTY).recover(wanted);
    }

    private List<StoredRelease> history() {
        return new ReleaseSecrets(cluster.client()).history(ID);
    }

    private ConfigMap configMap(String name) {
        return cluster.client().configMaps().inNamespace("apps").withName(name).get();
    }

    private static RenderedRelease withSubchart(RenderedRelease release) throws IOException {
        Path chart = release.spec().chart().path();
        Files.writeString(
                chart.resolve("Chart.yaml"),
                "apiVersion: v2\nname: front\nversion: 1.0.0\ndependencies: [{name: sub, version: 1.0.0}]\n");
        Files.createDirectories(chart.resolve("charts/sub/templates"));
        Files.writeString(chart.resolve("charts/sub/Chart.yaml"), "apiVersion: v2\nname: sub\nversion: 1.0.0\n");
        Files.writeString(
                chart.resolve("charts/sub/templates/all.yaml"),
                "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: of-subchart\n");
        return release;
    }

    /** The release {@code front} from a chart of its own: a ConfigMap with a text, and further empty ones. */
    private RenderedRelease release(String chart, String text, String... further) throws IOException {
        Path folder = charts.resolve(chart);
        Files.createDirectories(folder.resolve("templates"));
        Files.writeString(folder.resolve("Chart.yaml"), "apiVersion: v2\nname: front\nversion: 1.0.0\n");
        StringBuilder templates = new StringBuilder("""
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: front}
                data: {text: "{{ .Values.text }}"}
                """);
        for (String name : further) {
            templates.append("---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: %s}\n".formatted(name));
        }
        Files.writeString(folder.resolve("templates/all.yaml"), templates);
        ResolvedChart resolved = new ResolvedChart(
                "front", "1.0.0", "", folder, ChartContent.of(folder).digest(), ChartOrigin.PROJECT, "a test's chart");
        RenderedRelease handMade = HandMade.release(
                Release.Kind.APPLICATION, ID.name(), ID.namespace(), Map.of("text", text), templates.toString());
        return new RenderedRelease(handMade.release(), resolved, handMade.manifest(), handMade.objects());
    }
}
