package dev.plumbline.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.cluster.Cluster;
import dev.plumbline.cluster.ClusterConnection;
import dev.plumbline.cluster.ScriptedApiServer;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which answers of an API server are asked again, when, and what is said of it: a real server and client, time is played. */
class ApiRetryTest {
    private static final ConfigMap CONFIG = new ConfigMapBuilder()
            .withNewMetadata()
            .withName("infra-config")
            .withNamespace("llm-judge")
            .endMetadata()
            .addToData("A", "b")
            .build();

    @TempDir
    Path folder;

    private final ScriptedApiServer server = new ScriptedApiServer();
    private final List<String> observed = new ArrayList<>();
    private final List<Duration> pauses = new ArrayList<>();
    private long now;
    private Cluster cluster;

    @BeforeEach
    void connect() {
        cluster = ClusterConnection.open("scripted", server.kubeconfig(folder));
    }

    @AfterEach
    void close() {
        cluster.close();
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "500, 'Internal error occurred: failed calling webhook \"mservice.elbv2.k8s.aws\": no endpoints available'",
        "503, the server is currently unable to handle the request",
        "504, timeout",
        "408, timeout",
        "429, too many requests"
    })
    void whatPassesIsAskedAgainUntilItIsAnswered(int code, String message) {
        server.answers(code, message).answers(code, message).answers(200, "");

        apply();

        assertThat(server.requests()).isEqualTo(3);
        assertThat(observed).hasSize(2);
        assertThat(observed.get(0))
                .contains("HTTP " + code, message)
                .contains("again in")
                .contains("attempt 1");
    }

    @ParameterizedTest
    @CsvSource({
        "400, bad request",
        "403, 'admission webhook \"policy\" denied the request'",
        "404, namespaces \"llm-judge\" not found",
        "409, conflict",
        "422, 'ConfigMap \"infra-config\" is invalid: data: Invalid value'",
        "500, 'failed to create typed patch object (llm-judge/infra-config; /v1, Kind=ConfigMap): .spec: field not declared in schema'"
    })
    void whatNoWaitingChangesFailsAtOnce(int code, String message) {
        server.answers(code, message);

        assertThatThrownBy(this::apply).isInstanceOf(KubernetesClientException.class);

        assertThat(server.requests()).as("also the client itself asks once").isEqualTo(1);
        assertThat(observed).isEmpty();
    }

    @Test
    void aConnectionThatBreaksIsMadeAgain() {
        server.hangsUp().answers(200, "");

        apply();

        assertThat(server.requests()).isEqualTo(2);
    }

    @Test
    void aServerThatAsksToBeLeftAloneIs() {
        server.answersLater(429, 7).answers(429, "too many requests").answers(200, "");

        apply();

        assertThat(pauses).containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(1));
    }

    @Test
    void pausesGrowToFiveSeconds() {
        for (int i = 0; i < 6; i++) {
            server.answers(503, "not now");
        }
        server.answers(200, "");

        apply();

        assertThat(pauses).extracting(Duration::toMillis).containsExactly(500L, 1000L, 2000L, 4000L, 5000L, 5000L);
    }

    @Test
    void theDeadlineEndsItWithTheLastFailure() {
        for (int i = 0; i < 20; i++) {
            server.answers(503, "etcd is away");
        }

        assertThatThrownBy(this::apply)
                .isInstanceOf(DeployException.class)
                .hasMessageContaining("HTTP 503: etcd is away")
                .hasMessageContaining("tried ");

        assertThat(pauses.stream().mapToLong(Duration::toSeconds).sum()).isLessThanOrEqualTo(30);
    }

    private void apply() {
        new ApiRetry(Duration.ofSeconds(30), () -> now, pause -> {
                    pauses.add(pause);
                    now += pause.toNanos();
                })
                .run(
                        () -> cluster.client()
                                .resource(CONFIG)
                                .fieldManager("plumbline")
                                .forceConflicts()
                                .serverSideApply(),
                        observed::add);
    }
}
