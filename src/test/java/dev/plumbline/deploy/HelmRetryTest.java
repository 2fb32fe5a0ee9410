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
import dev.plumbline.helm.StoredRelease;
import dev.plumbline.platform.Release;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Helm calls that a webhook or the API server stops half-way, with the real Helm: what a retry makes of what they left. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HelmRetryTest {
    private static final Duration PLENTY = Duration.ofSeconds(60);
    private static final ReleaseId ID = new ReleaseId("apps", "front");
    private static final String CONFIG_MAPS = "/api/v1/namespaces/apps/configmaps";
    private static final String NO_ENDPOINTS =
            "Internal error occurred: failed calling webhook \"mservice.elbv2.k8s.aws\": no endpoints available";

    private final List<String> observed = new ArrayList<>();
    private HelmWorkers helm;
    private MemoryApiServer server;
    private Cluster cluster;
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
        observed.clear();
        server = new MemoryApiServer();
        Path kubeconfig = Files.writeString(folder.resolve("kubeconfig"), Kubeconfigs.of(server.url()));
        cluster = ClusterConnection.open("memory", kubeconfig);
    }

    @AfterEach
    void close() {
        cluster.close();
        server.close();
    }

    @Test
    void anInstallThatAWebhookStoppedHalfWayIsMadeAnew() throws Exception {
        RenderedRelease release = release("first");
        server.refuseOnce("POST", CONFIG_MAPS, NO_ENDPOINTS);

        retry(
                () -> helm.install(release.spec(), cluster.kubeconfig(), PLENTY),
                () -> new Recovery(cluster, helm, PLENTY).recover(release));

        assertThat(observed).singleElement().asString().contains("failed calling webhook", "attempt 1 failed");
        assertThat(history()).extracting(StoredRelease::revision).containsExactly(1);
        assertThat(history()).extracting(StoredRelease::status).containsExactly(ReleaseStatus.DEPLOYED);
        assertThat(text()).isEqualTo("first");
    }

    @Test
    void anUpgradeThatTheServerStoppedIsSentAgain() throws Exception {
        helm.install(release("first").spec(), cluster.kubeconfig(), PLENTY);
        RenderedRelease second = release("second");
        server.refuseOnce("PATCH", CONFIG_MAPS + "/front", "Internal error occurred: etcd is away");
        Runnable upgrade = () -> helm.upgrade(second.spec(), cluster.kubeconfig(), PLENTY);

        retry(upgrade, upgrade);

        assertThat(observed).hasSize(1);
        assertThat(history().get(0).status()).isEqualTo(ReleaseStatus.DEPLOYED);
        assertThat(text()).isEqualTo("second");
    }

    @Test
    void aWebhookThatRefusesIsNotAskedAgain() throws Exception {
        RenderedRelease release = release("first");
        server.refuseOnce(
                "POST", CONFIG_MAPS, "admission webhook \"policy.example.com\" denied the request: no limits");

        assertThatThrownBy(() -> retry(() -> helm.install(release.spec(), cluster.kubeconfig(), PLENTY), () -> {
                    throw new AssertionError("tried again");
                }))
                .isInstanceOf(HelmException.class)
                .hasMessageContaining("denied the request");
        assertThat(observed).isEmpty();
    }

    private void retry(Runnable first, Runnable again) {
        long[] now = {0};
        new ApiRetry(Duration.ofMinutes(5), () -> now[0], pause -> now[0] += pause.toNanos())
                .run(first, again, observed::add);
    }

    private List<StoredRelease> history() {
        return new ReleaseSecrets(cluster.client()).history(ID);
    }

    private String text() {
        return cluster.client()
                .configMaps()
                .inNamespace("apps")
                .withName("front")
                .get()
                .getData()
                .get("text");
    }

    private RenderedRelease release(String text) throws IOException {
        Path folder = charts.resolve("chart");
        Files.createDirectories(folder.resolve("templates"));
        Files.writeString(folder.resolve("Chart.yaml"), "apiVersion: v2\nname: front\nversion: 1.0.0\n");
        String template = """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: front}
                data: {text: "{{ .Values.text }}"}
                """;
        Files.writeString(folder.resolve("templates/config.yaml"), template);
        ResolvedChart resolved = new ResolvedChart(
                "front", "1.0.0", "", folder, ChartContent.of(folder).digest(), ChartOrigin.PROJECT, "a test's chart");
        RenderedRelease handMade =
                HandMade.release(Release.Kind.APPLICATION, ID.name(), ID.namespace(), Map.of("text", text), template);
        return new RenderedRelease(handMade.release(), resolved, handMade.manifest(), handMade.objects());
    }
}
