package dev.plumbline.readiness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A webhook gate")
class WebhookGateTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final HasMetadata PROBE = new ServiceBuilder()
            .withNewMetadata()
            .withNamespace("llm-judge")
            .withName("probe")
            .endMetadata()
            .build();

    private final Script script = new Script(FakeView.of());
    private int attempts;

    /** Answers of the API server in order, the last one for ever; null = accepted. */
    private WebhookGate gate(RuntimeException... answers) {
        Deque<RuntimeException> left = new ArrayDeque<>();
        Deque<Boolean> accepted = new ArrayDeque<>();
        Arrays.stream(answers).forEach(answer -> {
            accepted.add(answer == null);
            left.add(answer == null ? new IllegalStateException("accepted") : answer);
        });
        return new WebhookGate(
                object -> {
                    attempts++;
                    boolean ok = accepted.size() > 1 ? accepted.remove() : accepted.peek();
                    RuntimeException answer = left.size() > 1 ? left.remove() : left.peek();
                    if (!ok) {
                        throw answer;
                    }
                },
                script,
                script::nanoTime,
                1);
    }

    private static KubernetesClientException answer(int code, String message) {
        return new KubernetesClientException(
                message,
                code,
                new StatusBuilder().withCode(code).withMessage(message).build());
    }

    @AfterEach
    void clearTheInterruptedFlag() {
        Thread.interrupted();
    }

    @Test
    void opensWhenTheProbeIsAccepted() {
        assertThat(gate((RuntimeException) null).await(PROBE, MINUTE)).matches(WaitResult::converged);
    }

    @Test
    void takesAnExistingObjectOfThatNameForAccepted() {
        assertThat(gate(answer(409, "services \"probe\" already exists")).await(PROBE, MINUTE))
                .matches(WaitResult::converged);
    }

    @ParameterizedTest
    @CsvSource({
        "500, failed calling webhook \"mservice.elbv2.k8s.aws\": no endpoints available",
        "500, failed calling webhook \"x\": x509: certificate signed by unknown authority",
        "503, the server is currently unable to handle the request",
        "429, too many requests",
        "404, the server could not find the requested resource"
    })
    void triesAgainAfterWhatPasses(int code, String message) {
        WaitResult result = gate(answer(code, message), null).await(PROBE, MINUTE);

        assertThat(result).matches(WaitResult::converged);
        assertThat(attempts).isEqualTo(2);
        assertThat(Duration.ofNanos(script.nanoTime())).isEqualTo(Duration.ofMillis(250));
    }

    @Test
    void triesAgainAfterALostConnection() {
        KubernetesClientException refused = new KubernetesClientException(
                "Operation: [create] failed.", new ConnectException("Connection refused"));

        assertThat(gate(refused, null).await(PROBE, MINUTE)).matches(WaitResult::converged);
    }

    @ParameterizedTest
    @CsvSource({
        "403, admission webhook \"x\" denied the request: no",
        "422, Service \"probe\" is invalid: spec.ports: Required value",
        "400, admission webhook \"x\" does not support dry run",
        "401, Unauthorized",
        "404, namespaces \"llm-judge\" not found"
    })
    void failsAtOnceOnWhatNoWaitingChanges(int code, String message) {
        WaitResult result = gate(answer(code, message)).await(PROBE, MINUTE);

        assertThat(result).isInstanceOfSatisfying(WaitResult.Failed.class, failed -> assertThat(failed.reason())
                .contains("HTTP " + code, message));
        assertThat(attempts).isEqualTo(1);
    }

    @Test
    void saysTheLastErrorAtItsDeadline() {
        WaitResult result = gate(answer(500, "failed calling webhook \"w\": connection refused"))
                .await(PROBE, Duration.ofSeconds(2));

        assertThat(result.toString()).contains("not ready after 2 s", "Service/llm-judge/probe", "connection refused");
        assertThat(attempts).isBetween(8, 10);
    }

    @Test
    void asksForSoManyAcceptancesInARow() {
        WaitResult result = gate(null, answer(500, "failed calling webhook"), null, null, null)
                .accepting(3)
                .await(PROBE, MINUTE);

        assertThat(result).matches(WaitResult::converged);
        assertThat(attempts).isEqualTo(5);
    }

    @Test
    void doesNotAskFasterThanItsShortestPauseHoweverMuchChanges() {
        for (int change = 0; change < 1_000; change++) {
            script.then(Duration.ofMillis(1), FakeView.of());
        }

        gate(answer(500, "failed calling webhook")).await(PROBE, Duration.ofSeconds(1));

        assertThat(attempts).isLessThanOrEqualTo(21);
    }

    @Test
    void endsWithAnExceptionAndTheFlagSetWhenInterrupted() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> gate(answer(500, "x")).await(PROBE, MINUTE)).isInstanceOf(CancellationException.class);
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }
}
