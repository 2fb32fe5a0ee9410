package dev.plumbline.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.chart.ChartContent;
import dev.plumbline.chart.ChartOrigin;
import dev.plumbline.chart.ResolvedChart;
import dev.plumbline.cluster.Cluster;
import dev.plumbline.cluster.ClusterConnection;
import dev.plumbline.cluster.RunStamp;
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
import dev.plumbline.readiness.KindAccess;
import dev.plumbline.readiness.ObjectRef;
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

/** Back to what a run found, with the real Helm, against an API server that keeps objects. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WayBackTest {
    private static final Duration PLENTY = Duration.ofSeconds(60);
    private static final ReleaseId ID = new ReleaseId("apps", "front");
    private static final Change UPDATE = new Change.Update(List.of());

    private HelmWorkers helm;
    private MemoryApiServer server;
    private Cluster cluster;
    private Path charts;
    private WayBack wayBack;

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
        KindAccess kinds = new KindAccess(cluster.client());
        ObjectWriter writer = new ObjectWriter(kinds, new RunStamp("8f2c1a7e", "llm-judge", "dev", Optional.empty()));
        wayBack = new WayBack(cluster, helm, kinds, writer, PLENTY);
    }

    @AfterEach
    void close() {
        cluster.close();
        server.close();
    }

    @Test
    void aReleaseGoesBackToTheChartAndValuesOfItsRevisionBefore() throws Exception {
        helm.install(release("one", "first").spec(), cluster.kubeconfig(), PLENTY);
        PlannedStep step = step(release("two", "second"), UPDATE);
        wayBack.remember(step);
        upgrade(step);

        assertThat(wayBack.exists("front")).isTrue();
        WayBack.Return back = wayBack.take(step);

        assertThat(back.to()).isEqualTo("revision 1, as revision 3");
        assertThat(back.objects()).extracting(ObjectRef::toString).containsExactly("ConfigMap/apps/front");
        assertThat(config().getData()).containsEntry("text", "first").doesNotContainKey("of-chart-two");
        List<StoredRelease> history = history();
        assertThat(history.get(0).values()).isEqualTo(Map.of("text", "first"));
        assertThat(history.get(0).chartDigests())
                .isEqualTo(history.get(2).chartDigests())
                .isNotEqualTo(history.get(1).chartDigests());
    }

    @Test
    void anUpgradeThatNeverBeganIsNotRestored() throws Exception {
        helm.install(release("one", "first").spec(), cluster.kubeconfig(), PLENTY);
        PlannedStep step = step(release("two", "second"), UPDATE);
        wayBack.remember(step);

        assertThat(wayBack.take(step).to()).isEqualTo("revision 1");
        assertThat(history()).hasSize(1);
    }

    @Test
    void anUpgradeThatWasEndedAtItsDeadlineIsCalledFailedFirst() throws Exception {
        helm.install(release("one", "first").spec(), cluster.kubeconfig(), PLENTY);
        PlannedStep step = step(release("two", "second"), UPDATE);
        wayBack.remember(step);
        upgradeThatIs("pending-upgrade", step);

        wayBack.take(step);

        assertThat(config().getData()).containsEntry("text", "first");
        assertThat(history())
                .extracting(StoredRelease::status)
                .containsExactly(ReleaseStatus.DEPLOYED, ReleaseStatus.FAILED, ReleaseStatus.SUPERSEDED);
    }

    @Test
    void whatOnlyAFailedUpgradeBroughtDoesNotStayForEver() throws Exception {
        helm.install(release("one", "first").spec(), cluster.kubeconfig(), PLENTY);
        PlannedStep step = step(release("two", "second"), UPDATE);
        Files.writeString(
                charts.resolve("two/templates/extra.yaml"),
                "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: extra}\n");
        wayBack.remember(step);
        upgradeThatIs("failed", step);

        assertThat(wayBack.take(step).to()).isEqualTo("revision 1, as revision 3");

        assertThat(cluster.client()
                        .configMaps()
                        .inNamespace("apps")
                        .withName("extra")
                        .get())
                .isNull();
        assertThat(history()).extracting(StoredRelease::revision).containsExactly(3, 2, 1);
    }

    /** Helm compares what is sent with a revision before, and looks at no live custom resource. */
    @ParameterizedTest
    @ValueSource(strings = {"failed", "pending-upgrade"})
    void whatAFailedUpgradeAddedOrChangedInAnObjectThatWasThereIsTakenBack(String left) throws Exception {
        server.define("example.org", "Wish", "wishes");
        RenderedRelease first = release("one", "first");
        PlannedStep step = step(release("two", "second"), UPDATE);
        wish("one", "{what: bread, when: noon}");
        wish("two", "{what: cake, with: cream, when: noon}");
        helm.install(first.spec(), cluster.kubeconfig(), PLENTY);
        wayBack.remember(step);
        upgradeThatIs(left, step);
        String sent = history().get(0).manifest();

        wayBack.take(step);

        assertThat(config().getData()).isEqualTo(Map.of("text", "first", "of-chart-one", "yes"));
        assertThat(server.object("/apis/example.org/v1/namespaces/apps/wishes/one")
                        .path("spec")
                        .toString())
                .isEqualTo("{\"what\":\"bread\",\"when\":\"noon\"}");
        assertThat(history())
                .extracting(StoredRelease::status)
                .containsExactly(ReleaseStatus.DEPLOYED, ReleaseStatus.FAILED, ReleaseStatus.SUPERSEDED);
        assertThat(history().get(1).manifest()).as("it stays known").isEqualTo(sent);
    }

    /** The first attempt leaves a revision that looks as the good one does. */
    @Test
    void aSecondAttemptTakesBackAsMuchAsTheFirst() throws Exception {
        helm.install(release("one", "first").spec(), cluster.kubeconfig(), PLENTY);
        PlannedStep step = step(release("two", "second"), UPDATE);
        wayBack.remember(step);
        upgradeThatIs("failed", step);
        server.refuseOnce("PATCH", "/api/v1/namespaces/apps/configmaps/front", "etcd is away");
        assertThatThrownBy(() -> wayBack.take(step)).isInstanceOf(HelmException.class);
        assertThat(history())
                .extracting(StoredRelease::status)
                .containsExactly(ReleaseStatus.FAILED, ReleaseStatus.FAILED, ReleaseStatus.DEPLOYED);

        wayBack.take(step);

        assertThat(config().getData()).isEqualTo(Map.of("text", "first", "of-chart-one", "yes"));
        assertThat(history())
                .extracting(StoredRelease::status)
                .containsExactly(
                        ReleaseStatus.DEPLOYED, ReleaseStatus.FAILED, ReleaseStatus.FAILED, ReleaseStatus.SUPERSEDED);
    }

    /** Until a restore is done, no revision is called deployed. */
    @Test
    void aRestoreThatWasKilledHasAWayBackStill() throws Exception {
        helm.install(release("one", "first").spec(), cluster.kubeconfig(), PLENTY);
        PlannedStep step = step(release("two", "second"), UPDATE);
        upgrade(step);
        new RevisionStatus(cluster.client(), ID).set(2, "failed");
        assertThat(history())
                .extracting(StoredRelease::status)
                .containsExactly(ReleaseStatus.FAILED, ReleaseStatus.SUPERSEDED);
        wayBack.remember(step);

        assertThat(wayBack.take(step).to()).isEqualTo("revision 1, as revision 3");

        assertThat(config().getData()).isEqualTo(Map.of("text", "first", "of-chart-one", "yes"));
    }

    private void wish(String chart, String spec) throws IOException {
        Files.writeString(
                charts.resolve(chart).resolve("templates/wish.yaml"),
                "apiVersion: example.org/v1\nkind: Wish\nmetadata: {name: one}\nspec: " + spec + "\n");
    }

    @Test
    void aFirstInstallHasNoWayBack() throws Exception {
        PlannedStep step = step(release("one", "first"), new Change.Create());
        wayBack.remember(step);

        assertThat(wayBack.exists("front")).isFalse();
    }

    @Test
    void whatIsNotWrittenHasNoWayBack() throws Exception {
        helm.install(release("one", "first").spec(), cluster.kubeconfig(), PLENTY);
        PlannedStep step = step(release("one", "first"), new Change.Unchanged());
        wayBack.remember(step);

        assertThat(wayBack.exists("front")).isFalse();
    }

    private void upgrade(PlannedStep step) {
        helm.upgrade(((Step.Deploy) step.step()).release().spec(), cluster.kubeconfig(), PLENTY);
    }

    /** One that wrote everything, and did not end well. */
    private void upgradeThatIs(String status, PlannedStep step) {
        upgrade(step);
        RevisionStatus revisions = new RevisionStatus(cluster.client(), ID);
        revisions.set(1, "deployed");
        revisions.set(2, status);
    }

    private List<StoredRelease> history() {
        return new ReleaseSecrets(cluster.client()).history(ID);
    }

    private ConfigMap config() {
        return cluster.client()
                .configMaps()
                .inNamespace("apps")
                .withName("front")
                .get();
    }

    private static PlannedStep step(RenderedRelease release, Change change) {
        return new PlannedStep(new Step.Deploy("front", release, List.of()), change);
    }

    private RenderedRelease release(String chart, String text) throws IOException {
        Path folder = charts.resolve(chart);
        Files.createDirectories(folder.resolve("templates"));
        Files.writeString(folder.resolve("Chart.yaml"), "apiVersion: v2\nname: front\nversion: 1.0.0\n");
        String template = """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: front}
                data: {text: "{{ .Values.text }}", of-chart-%s: "yes"}
                """.formatted(chart);
        Files.writeString(folder.resolve("templates/config.yaml"), template);
        ResolvedChart resolved = new ResolvedChart(
                "front", "1.0.0", "", folder, ChartContent.of(folder).digest(), ChartOrigin.PROJECT, "a test's chart");
        RenderedRelease handMade =
                HandMade.release(Release.Kind.APPLICATION, ID.name(), ID.namespace(), Map.of("text", text), template);
        return new RenderedRelease(handMade.release(), resolved, handMade.manifest(), handMade.objects());
    }
}
