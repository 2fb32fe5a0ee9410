package dev.plumbline.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.chart.ChartContent;
import dev.plumbline.chart.ChartOrigin;
import dev.plumbline.chart.ResolvedChart;
import dev.plumbline.cluster.Cluster;
import dev.plumbline.cluster.ClusterConnection;
import dev.plumbline.cluster.Contention;
import dev.plumbline.cluster.DeployLease;
import dev.plumbline.cluster.LeaseTerms;
import dev.plumbline.cluster.ProcessMark;
import dev.plumbline.cluster.RunIdentity;
import dev.plumbline.cluster.RunStamp;
import dev.plumbline.helm.HelmException;
import dev.plumbline.helm.HelmWorkers;
import dev.plumbline.helm.Kubeconfigs;
import dev.plumbline.helm.MemoryApiServer;
import dev.plumbline.helm.ReleaseId;
import dev.plumbline.helm.ReleaseSecrets;
import dev.plumbline.helm.RevisionStatus;
import dev.plumbline.helm.StoredRelease;
import dev.plumbline.platform.Release;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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

/** What is noted on a release after Helm wrote it, with the real Helm, against an API server that keeps objects. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClusterExecutionTest {
    private static final Duration PLENTY = Duration.ofSeconds(60);
    private static final ReleaseId ID = new ReleaseId("apps", "front");
    private static final Change UPDATE = new Change.Update(List.of());
    private static final String REVISION = "/api/v1/namespaces/apps/secrets/sh.helm.release.v1.front.v";

    private final List<String> observed = new ArrayList<>();
    private HelmWorkers helm;
    private MemoryApiServer server;
    private Cluster cluster;
    private DeployLease lease;
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
        lease = DeployLease.take(
                cluster,
                new DeployLease.Claim(
                        "plumbline-llm-judge-dev",
                        Map.of(),
                        new RunIdentity("somebody", "8f2c1a7e", ProcessMark.here()),
                        LeaseTerms.STANDARD,
                        Contention.REFUSE,
                        said -> {},
                        loss -> {}));
    }

    @AfterEach
    void close() {
        lease.close();
        cluster.close();
        server.close();
    }

    @Test
    void aStampThatTheServerCannotTakeNowIsSentAgainAndTheReleaseIsNot() throws Exception {
        send("run-one", step("first", new Change.Create()));
        server.refuseOnce("PATCH", REVISION + 2, 503, "the server is currently unable to handle the request");

        send("run-two", step("second", UPDATE));

        assertThat(history()).extracting(StoredRelease::revision).containsExactly(2, 1);
        assertThat(runOf(2)).contains("run-two");
        assertThat(observed).singleElement().asString().contains("HTTP 503", "again in");
    }

    @Test
    void aStampThatIsRefusedIsSaidAndCostsNothing() throws Exception {
        server.refuseOnce("PATCH", REVISION + 1, 403, "secrets is forbidden");

        send("run-one", step("first", new Change.Create()));

        assertThat(observed).singleElement().asString().contains("not stamped", "secrets is forbidden");
        assertThat(runOf(1)).isEmpty();
        assertThat(history()).hasSize(1);
    }

    @Test
    void oldRevisionsThatCannotBeDeletedAreSaidAndCostNothing() throws Exception {
        send("run-one", step("first", new Change.Create()));
        for (int revision = 2; revision <= 10; revision++) {
            helm.upgrade(release("text " + revision).spec(), cluster.kubeconfig(), PLENTY);
        }
        server.refuseOnce("DELETE", REVISION + 1, 403, "secrets is forbidden");

        send("run-two", step("last", UPDATE));

        assertThat(observed).singleElement().asString().contains("not deleted", "secrets is forbidden");
        assertThat(history()).hasSize(11);
        assertThat(runOf(11)).contains("run-two");
    }

    /** A sweep uninstalls what is stamped. */
    @Test
    void aReleaseThatSomebodyElseInstalledIsUpgradedAndNotStamped() throws Exception {
        helm.install(release("theirs").spec(), cluster.kubeconfig(), PLENTY);

        send("run-one", step("ours", UPDATE));
        send("run-two", step("ours again", new Change.Recover("a test says so")));

        assertThat(history()).hasSizeGreaterThan(2);
        assertThat(history())
                .allSatisfy(revision -> assertThat(runOf(revision.revision())).isEmpty());
        assertThat(new ReleaseSecrets(cluster.client()).stamped("llm-judge", "dev"))
                .isEmpty();
    }

    @Test
    void aReleaseThatIsRemovedAndInstalledAnewIsOurs() throws Exception {
        helm.install(release("theirs").spec(), cluster.kubeconfig(), PLENTY);
        new RevisionStatus(cluster.client(), ID).set(1, "failed");

        send("run-one", step("ours", new Change.Recover("a test says so")));

        assertThat(runOf(1)).contains("run-one");
    }

    @Test
    void whatOneRunStampedTheNextOneStampsAlthoughAnUpgradeBetweenThemWasNotStamped() throws Exception {
        send("run-one", step("first", new Change.Create()));
        helm.upgrade(release("by hand").spec(), cluster.kubeconfig(), PLENTY);

        send("run-two", step("third", UPDATE));

        assertThat(runOf(3)).contains("run-two");
    }

    @Test
    void aWayBackThatWritesNothingLeavesTheStampOfTheRunBefore() throws Exception {
        send("run-one", step("first", new Change.Create()));
        PlannedStep step = step("second", UPDATE);
        server.refuseOnce("POST", "/api/v1/namespaces/apps/secrets", 403, "secrets is forbidden");

        assertThat(sendAndRestore("run-two", step)).isEqualTo("revision 1");

        assertThat(runOf(1)).contains("run-one");
    }

    @Test
    void aWayBackThatWritesIsStamped() throws Exception {
        send("run-one", step("first", new Change.Create()));
        PlannedStep step = step("second", UPDATE);
        server.refuseOnce("PATCH", "/api/v1/namespaces/apps/configmaps/front", 403, "configmaps is forbidden");

        assertThat(sendAndRestore("run-two", step)).isEqualTo("revision 1, as revision 3");

        assertThat(runOf(3)).contains("run-two");
    }

    private String sendAndRestore(String run, PlannedStep step) {
        StringBuilder to = new StringBuilder();
        try (ClusterExecution execution = execution(run, step)) {
            assertThatThrownBy(() -> execution.send(step, observed::add)).isInstanceOf(HelmException.class);
            execution.restore(step, observed::add, to::append);
        }
        return to.toString();
    }

    private ClusterExecution execution(String run, PlannedStep step) {
        RunStamp stamp = new RunStamp(run, "llm-judge", "dev", Optional.empty());
        RenderedPlatform platform = HandMade.platform(((Step.Deploy) step.step()).release());
        return new ClusterExecution(cluster, helm, lease, stamp, new Plan(platform, List.of(step)));
    }

    private void send(String run, PlannedStep step) {
        try (ClusterExecution execution = execution(run, step)) {
            execution.send(step, observed::add);
            execution.note(step, observed::add);
        }
    }

    private Optional<String> runOf(int revision) {
        return RunStamp.of(cluster.client()
                        .secrets()
                        .inNamespace("apps")
                        .withName("sh.helm.release.v1.front.v" + revision)
                        .get()
                        .getMetadata()
                        .getLabels())
                .map(RunStamp::run);
    }

    private List<StoredRelease> history() {
        return new ReleaseSecrets(cluster.client()).history(ID);
    }

    private PlannedStep step(String text, Change change) throws IOException {
        return new PlannedStep(new Step.Deploy("front", release(text), List.of()), change);
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
