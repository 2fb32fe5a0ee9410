package dev.plumbline.readiness;

import static dev.plumbline.readiness.ReadinessAssert.isNotYet;
import static dev.plumbline.readiness.ReadinessAssert.isReady;
import static dev.plumbline.readiness.ReadinessAssert.isTerminal;

import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A pod")
class PodCauseTest {
    private static final String HEAD = """
            apiVersion: v1
            kind: Pod
            metadata: {name: judge-1, namespace: llm-judge, uid: p-1}
            spec:
              initContainers: [{name: migrate, image: "registry/migrate:v1"}]
              containers: [{name: service, image: "registry/judge:v1"}]
            """;

    private static FakeView pod(String status) {
        return FakeView.of(HEAD + "status:\n" + status.indent(2));
    }

    private static FakeView service(String containerStatus) {
        return pod("phase: Pending\ncontainerStatuses:\n- name: service\n" + containerStatus.indent(2));
    }

    private static FakeView waiting(String reason, String message) {
        return service("restartCount: 0\nstate: {waiting: {reason: %s, message: '%s'}}".formatted(reason, message));
    }

    private static String event(String reason, int count, String message) {
        return """
                apiVersion: v1
                kind: Event
                type: Warning
                metadata: {name: e-%s, namespace: llm-judge}
                involvedObject: {kind: Pod, name: judge-1, namespace: llm-judge, uid: p-1, fieldPath: "spec.containers{service}"}
                reason: %s
                count: %d
                message: '%s'
                lastTimestamp: '2026-01-01T00:00:10Z'
                """.formatted(reason.toLowerCase(java.util.Locale.ROOT), reason, count, message);
    }

    @Test
    void isReadyByItsCondition() {
        isReady(pod("phase: Running\nconditions: [{type: Ready, status: 'True'}]")
                .assessFirst());
    }

    @Test
    void isReadyWhenItHasDoneItsWork() {
        isReady(pod("phase: Succeeded").assessFirst());
    }

    @Test
    void isTerminalWhenItHasFailed() {
        isTerminal(pod("phase: Failed\nreason: Evicted\nmessage: low on disk").assessFirst())
                .contains("Evicted", "low on disk");
    }

    @Test
    void isNotReadyWithoutAStatus() {
        isNotYet(FakeView.of(HEAD).assessFirst()).isEqualTo("Pending");
    }

    @ParameterizedTest
    @ValueSource(strings = {"InvalidImageName", "ErrImageNeverPull"})
    void isTerminalAtOnceWhenItsImageCannotBeHadByWaiting(String reason) {
        isTerminal(waiting(reason, "detail of it").assessFirst())
                .contains("container service", "registry/judge:v1", reason, "detail of it");
    }

    @Test
    void waitsAfterAFirstFailedPull() {
        isNotYet(waiting("ErrImagePull", "dial tcp: i/o timeout").assessFirst()).contains("ErrImagePull", "timeout");
        isNotYet(waiting("ImagePullBackOff", "Back-off pulling image")
                        .and(event("Failed", 1, "Failed to pull image \"registry/judge:v1\": i/o timeout"))
                        .assessFirst())
                .contains("i/o timeout");
    }

    @Test
    void isTerminalAfterTwoFailedPulls() {
        isTerminal(waiting("ImagePullBackOff", "Back-off pulling image")
                        .and(event("Failed", 2, "Failed to pull image \"registry/judge:v1\": i/o timeout"))
                        .assessFirst())
                .contains("i/o timeout", "2 pulls failed");
    }

    @Test
    void isTerminalWhenPullsFailForLongAndEventsMayNotBeRead() {
        isTerminal(waiting("ImagePullBackOff", "Back-off pulling image")
                        .seenFor(Graces.PULL)
                        .assessFirst())
                .contains("ImagePullBackOff");
    }

    @Test
    void isTerminalOnceItBacksOffFromAnImageThatTheRegistryDoesNotHave() {
        String message = "Back-off pulling image registry/judge:v1: ErrImagePull: manifest unknown: not found";

        isTerminal(waiting("ImagePullBackOff", message).assessFirst()).contains("manifest unknown");
        isNotYet(waiting("ErrImagePull", message).assessFirst());
    }

    private static String crashed(int restarts, String waiting) {
        return """
                restartCount: %d
                state: {waiting: {reason: %s, message: back-off 40s}}
                lastState:
                  terminated:
                    exitCode: 137
                    reason: OOMKilled
                    message: "first line\\nout of memory at Judge.java:7\\n"
                """.formatted(restarts, waiting);
    }

    @Test
    void isTerminalInACrashLoopAfterThreeRestartsAndHalfAMinute() {
        isTerminal(service(crashed(3, "CrashLoopBackOff"))
                        .seenFor(Duration.ofSeconds(30))
                        .assessFirst())
                .contains("container service", "registry/judge:v1", "restarted 3 times", "exit code 137 (OOMKilled)")
                .contains("\"out of memory at Judge.java:7\"")
                .contains("kubectl -n llm-judge logs judge-1 -c service --previous");
    }

    @Test
    void waitsInACrashLoopWithFewRestartsOrASHortTime() {
        isNotYet(service(crashed(2, "CrashLoopBackOff"))
                        .seenFor(Duration.ofHours(1))
                        .assessFirst())
                .contains("CrashLoopBackOff", "restarted 2 times");
        isNotYet(service(crashed(9, "CrashLoopBackOff"))
                .seenFor(Duration.ofSeconds(29))
                .assessFirst());
    }

    @Test
    void waitsWhileACrashedContainerRunsAgain() {
        isNotYet(service("""
                        restartCount: 5
                        ready: false
                        state: {running: {startedAt: '2026-01-01T00:00:00Z'}}
                        lastState: {terminated: {exitCode: 1}}
                        """).seenFor(Duration.ofHours(1)).assessFirst()).contains("restarted 5 times", "exit code 1");
    }

    @Test
    void isTerminalByAnInitContainerToo() {
        isTerminal(pod("""
                        phase: Pending
                        initContainerStatuses:
                        - name: migrate
                          restartCount: 4
                          state: {waiting: {reason: CrashLoopBackOff}}
                          lastState: {terminated: {exitCode: 2, reason: Error}}
                        containerStatuses:
                        - name: service
                          restartCount: 0
                          state: {waiting: {reason: PodInitializing}}
                        """).seenFor(Duration.ofMinutes(1)).assessFirst())
                .contains("container migrate", "registry/migrate:v1", "exit code 2");
    }

    private static final String EXTERNAL_SECRET = """
            apiVersion: external-secrets.io/v1beta1
            kind: ExternalSecret
            metadata: {name: rds, namespace: llm-judge}
            spec: {target: {name: rds-credentials}}
            status: {conditions: [{type: Ready, status: 'False', reason: SecretSyncedError, message: could not get secret}]}
            """;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "secret \"rds-credentials\" not found",
                "secrets \"rds-credentials\" not found",
                "couldn''t find key username in Secret llm-judge/rds-credentials"
            })
    void waitsForASecretThatAnExternalSecretFills(String message) {
        isNotYet(waiting("CreateContainerConfigError", message)
                        .and(EXTERNAL_SECRET)
                        .seenFor(Duration.ofHours(1))
                        .assessFirst())
                .contains("rds-credentials", "ExternalSecret rds is to fill it", "could not get secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "secret \"other\" not found",
                "configmap \"infra-config\" not found",
                "couldn''t find key PORT in ConfigMap llm-judge/infra-config"
            })
    void isTerminalAfterAGraceWhenNothingWillFillTheMissingObject(String message) {
        FakeView view = waiting("CreateContainerConfigError", message).and(EXTERNAL_SECRET);

        isNotYet(view.assessFirst());
        isTerminal(view.seenFor(Graces.CONFIGURATION).assessFirst())
                .contains("container service", message.replace("''", "'"));
    }

    @Test
    void waitsForANodeAndShowsWhatTheSchedulerSays() {
        isNotYet(pod("""
                        phase: Pending
                        conditions:
                        - {type: PodScheduled, status: 'False', reason: Unschedulable, message: 0/1 nodes are available}
                        """).seenFor(Duration.ofHours(1)).assessFirst())
                .isEqualTo("cannot be scheduled: 0/1 nodes are available");
    }

    @Test
    void showsWhatTheReadinessProbeAnswers() {
        isNotYet(service("restartCount: 0\nready: false\nstate: {running: {}}")
                        .and(event("Unhealthy", 3, "Readiness probe failed: HTTP probe failed with statuscode: 503"))
                        .assessFirst())
                .contains("container service runs, not ready yet", "statuscode: 503");
    }

    @Test
    void showsWhichVolumeCannotBeMounted() {
        isNotYet(waiting("ContainerCreating", "")
                        .and(event("FailedMount", 3, "secret \"certs\" not found"))
                        .assessFirst())
                .contains("ContainerCreating", "FailedMount", "certs");
    }

    @Test
    void isNotReadyWhileItIsBeingDeleted() {
        String deleted = HEAD.replace("uid: p-1", "uid: p-1, deletionTimestamp: '2026-01-01T00:00:00Z'");

        isNotYet(PodCause.of(FakeView.of(deleted).all(Pod.class, "llm-judge").get(0), FakeView.of(deleted)))
                .isEqualTo("is being deleted");
    }
}
