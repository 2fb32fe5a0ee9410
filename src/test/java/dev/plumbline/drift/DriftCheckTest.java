package dev.plumbline.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.plumbline.cluster.Cluster;
import dev.plumbline.cluster.ClusterConnection;
import dev.plumbline.deploy.DeployException;
import dev.plumbline.helm.Kubeconfigs;
import dev.plumbline.helm.ReleaseId;
import dev.plumbline.helm.ReleaseStatus;
import dev.plumbline.helm.StoredRelease;
import dev.plumbline.observe.SmallPlatform;
import dev.plumbline.platform.PlatformFactory;
import dev.plumbline.snapshot.Snapshot;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** An object that somebody else changes between the moment when it was read and the one when it is written. */
class DriftCheckTest {
    private static final LocalDate TODAY = LocalDate.parse("2026-03-03");
    private static final ReleaseId FRONT = new ReleaseId("tiny-apps", "front-door");

    private static final String AUTOSCALER =
            "/apis/autoscaling/v2/namespaces/tiny-apps/horizontalpodautoscalers/front-door";
    private static final String NAME = "HorizontalPodAutoscaler/tiny-apps/front-door";

    private static final String DECLARED = """
            apiVersion: autoscaling/v2
            kind: HorizontalPodAutoscaler
            metadata: {name: front-door}
            spec: {minReplicas: 2, maxReplicas: 7, scaleTargetRef: {kind: Deployment, name: front-door}}
            """;
    private static final String TERRAFORM = "terraform-provider-helm_v2.12.1_x5";
    private static final String CONTROLLER =
            "{manager: kube-controller-manager, operation: Update, subresource: status, time: \"2026-03-03T10:00:00Z\"}";

    private ContestedApiServer server;
    private Cluster cluster;
    private DriftCheck check;

    @BeforeEach
    void connect(@TempDir Path folder) throws IOException {
        server = new ContestedApiServer();
        cluster = ClusterConnection.open(
                "contested", Files.writeString(folder.resolve("kubeconfig"), Kubeconfigs.of(server.url())));
        check = new DriftCheck(
                new Snapshot(cluster.client()),
                PlatformFactory.platformOf(SmallPlatform.environment()),
                Map.of(FRONT, storing(DECLARED)));
    }

    @AfterEach
    void close() {
        cluster.close();
        server.close();
    }

    @Test
    void whatAControllerChangesMeanwhileIsAdoptedAsItIsByThen() {
        live(2, 7, TERRAFORM, 0);
        server.justBeforeAWriteTo(AUTOSCALER, () -> live(2, 7, TERRAFORM, 3));

        assertThat(check.adopt())
                .extracting(adoption -> adoption.object().toString(), Adoption::managers)
                .containsExactly(tuple(NAME, List.of(TERRAFORM)));

        assertThat(server.writes(AUTOSCALER)).isEqualTo(2);
        assertThat(currentReplicas()).isEqualTo(3);
        assertThat(managers()).containsExactly("java", "kube-controller-manager");
    }

    @Test
    void whatGoesAwayMeanwhileIsNotAdopted() {
        live(2, 7, TERRAFORM, 0);
        server.justBeforeAWriteTo(AUTOSCALER, () -> server.delete(AUTOSCALER));

        assertThat(check.adopt()).isEmpty();
        assertThat(server.object(AUTOSCALER)).isNull();
    }

    @Test
    void whatTerraformHoldsNoMoreByThenIsNotAdopted() {
        live(2, 7, TERRAFORM, 0);
        server.justBeforeAWriteTo(AUTOSCALER, () -> live(2, 7, "java", 3));

        assertThat(check.adopt()).isEmpty();
        assertThat(server.writes(AUTOSCALER)).isEqualTo(1);
    }

    @Test
    void whatAControllerChangesMeanwhileIsPutRightAsItIsByThen() {
        live(2, 9, "kubectl-edit", 0);
        server.justBeforeAWriteTo(AUTOSCALER, () -> live(2, 9, "kubectl-edit", 3));

        assertThat(repaired()).containsExactly(NAME + ": spec.maxReplicas");

        assertThat(server.writes(AUTOSCALER)).isEqualTo(2);
        assertThat(currentReplicas()).isEqualTo(3);
        assertThat(spec("maxReplicas")).isEqualTo(7);
    }

    @Test
    void whatDriftsFurtherMeanwhileIsJudgedAgain() {
        live(2, 9, "kubectl-edit", 0);
        server.justBeforeAWriteTo(AUTOSCALER, () -> live(4, 9, "kubectl-edit", 3));

        assertThat(repaired()).containsExactly(NAME + ": spec.maxReplicas, spec.minReplicas");

        assertThat(spec("minReplicas")).isEqualTo(2);
        assertThat(spec("maxReplicas")).isEqualTo(7);
    }

    @Test
    void whatSomebodyElsePutsRightMeanwhileIsLeftAlone() {
        live(2, 9, "kubectl-edit", 0);
        server.justBeforeAWriteTo(AUTOSCALER, () -> live(2, 7, "kubectl-edit", 3));

        assertThat(repaired()).isEmpty();
        assertThat(server.writes(AUTOSCALER)).isEqualTo(1);
    }

    @Test
    void whatGoesAwayBeforeItIsPutRightIsCreatedAgain() {
        live(2, 9, "kubectl-edit", 0);
        server.justBeforeAWriteTo(AUTOSCALER, () -> server.delete(AUTOSCALER));

        assertThat(repaired()).containsExactly(NAME + ": created again");
        assertThat(spec("maxReplicas")).isEqualTo(7);
    }

    @Test
    void whatSomebodyElseCreatesMeanwhileIsPutRightOnly() {
        server.justBeforeAWriteTo(AUTOSCALER, () -> live(2, 9, "kubectl-create", 3));

        assertThat(repaired()).containsExactly(NAME + ": spec.maxReplicas");
        assertThat(currentReplicas()).isEqualTo(3);
    }

    @Test
    void aConflictThatNeverEndsIsAnErrorThatNamesTheObjectAndWhoChangesIt() {
        live(2, 9, TERRAFORM, 0);
        IntStream.rangeClosed(1, 100)
                .forEach(each -> server.justBeforeAWriteTo(AUTOSCALER, () -> live(2, 9, TERRAFORM, each)));

        for (ThrowingCallable writing : List.<ThrowingCallable>of(check::adopt, this::repaired)) {
            int before = server.writes(AUTOSCALER);

            assertThatThrownBy(writing)
                    .isInstanceOf(DeployException.class)
                    .hasMessageContaining(NAME + ": whenever it was to be written, somebody else had just changed it")
                    .hasMessageContaining("tried      10 times")
                    .hasMessageContaining(
                            "changed by kube-controller-manager (Update of status, 2026-03-03T10:00:00Z)\n")
                    .hasMessageContaining("409 Operation cannot be fulfilled")
                    .hasMessageContaining("kubectl get horizontalpodautoscalers.autoscaling front-door -n tiny-apps");
            assertThat(server.writes(AUTOSCALER) - before).isEqualTo(10);
        }
    }

    @Test
    void anyOtherRefusalIsNotTriedAgain() {
        live(2, 9, TERRAFORM, 0);
        server.refuse(AUTOSCALER, 403);

        assertThatThrownBy(check::adopt).isInstanceOf(KubernetesClientException.class);
        assertThatThrownBy(this::repaired).isInstanceOf(KubernetesClientException.class);
        assertThat(server.writes(AUTOSCALER)).isEqualTo(2);
    }

    @Test
    void whatIsGoneWithItsNamespaceIsSaidToBe() {
        server.refuse(AUTOSCALER, 404);

        assertThatThrownBy(this::repaired)
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining(NAME + ": not found: its namespace is gone");
        assertThat(server.writes(AUTOSCALER)).isEqualTo(2);
    }

    /** Of the autoscaler; of the platform there is nothing else. */
    private List<String> repaired() {
        return check.repair(TODAY).objects().stream()
                .filter(line -> line.startsWith(NAME))
                .toList();
    }

    /** The autoscaler as it is; a controller writes how many replicas there are. */
    private void live(int minimum, int maximum, String manager, int current) {
        server.put(AUTOSCALER, """
                apiVersion: autoscaling/v2
                kind: HorizontalPodAutoscaler
                metadata:
                  name: front-door
                  namespace: tiny-apps
                  labels: {app.kubernetes.io/managed-by: Helm}
                  annotations: {meta.helm.sh/release-name: front-door, meta.helm.sh/release-namespace: tiny-apps}
                  managedFields:
                  - {manager: %s, operation: Update, time: "2026-01-01T00:00:00Z", fieldsV1: {f:spec: {f:maxReplicas: {}}}}
                  - %s
                spec: {minReplicas: %d, maxReplicas: %d, scaleTargetRef: {kind: Deployment, name: front-door}}
                status: {currentReplicas: %d}
                """.formatted(manager, CONTROLLER, minimum, maximum, current));
    }

    private int currentReplicas() {
        return server.object(AUTOSCALER).at("/status/currentReplicas").asInt();
    }

    private int spec(String field) {
        return server.object(AUTOSCALER).path("spec").path(field).asInt();
    }

    private List<String> managers() {
        return server.object(AUTOSCALER)
                .at("/metadata/managedFields")
                .valueStream()
                .map((JsonNode entry) -> entry.path("manager").asString())
                .toList();
    }

    private static StoredRelease storing(String manifest) {
        return new StoredRelease(
                FRONT,
                1,
                ReleaseStatus.DEPLOYED,
                "llm-judge-service",
                "0.1.0",
                "",
                Optional.empty(),
                Set.of("sha256:0"),
                Map.of(),
                manifest,
                Instant.parse("2026-01-01T00:00:00Z"));
    }
}
