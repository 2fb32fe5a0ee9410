package dev.plumbline.readiness;

import static dev.plumbline.readiness.ReadinessAssert.isNotYet;
import static dev.plumbline.readiness.ReadinessAssert.isReady;
import static dev.plumbline.readiness.ReadinessAssert.isTerminal;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A Deployment")
class DeploymentRuleTest {

    private static String deployment(int generation, int observed, int wanted, String status) {
        return """
                apiVersion: apps/v1
                kind: Deployment
                metadata:
                  name: gateway-service
                  namespace: llm-judge
                  uid: d-1
                  generation: %d
                  annotations: {deployment.kubernetes.io/revision: "2"}
                spec:
                  replicas: %d
                  progressDeadlineSeconds: 120
                status:
                  observedGeneration: %d
                  %s
                """.formatted(generation, wanted, observed, status);
    }

    /** Status fields as a block below {@code status:}. */
    private static String counts(int replicas, int updated, int available) {
        return "replicas: %d\n  updatedReplicas: %d\n  availableReplicas: %d".formatted(replicas, updated, available);
    }

    private static String autoscaler(String status) {
        return """
                apiVersion: autoscaling/v2
                kind: HorizontalPodAutoscaler
                metadata: {name: gateway-service, namespace: llm-judge}
                spec:
                  minReplicas: 2
                  maxReplicas: 10
                  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: gateway-service}
                status: %s
                """.formatted(status);
    }

    private static String replicaSet(String name, int revision, String status) {
        return """
                apiVersion: apps/v1
                kind: ReplicaSet
                metadata:
                  name: %s
                  namespace: llm-judge
                  uid: uid-%s
                  annotations: {deployment.kubernetes.io/revision: "%d"}
                  ownerReferences: [{apiVersion: apps/v1, kind: Deployment, name: gateway-service, uid: d-1, controller: true}]
                status: %s
                """.formatted(name, name, revision, status);
    }

    private static String brokenPod(String replicaSet) {
        return """
                apiVersion: v1
                kind: Pod
                metadata:
                  name: %1$s-x
                  namespace: llm-judge
                  uid: uid-%1$s-x
                  ownerReferences: [{apiVersion: apps/v1, kind: ReplicaSet, name: %1$s, uid: uid-%1$s, controller: true}]
                spec:
                  containers: [{name: service, image: "registry/UPPER:v1"}]
                status:
                  phase: Pending
                  containerStatuses:
                  - name: service
                    restartCount: 0
                    state: {waiting: {reason: InvalidImageName, message: "couldn't parse image name"}}
                """.formatted(replicaSet);
    }

    @Test
    void isReadyWhenAllItsReplicasAreOfTheCurrentRevisionAndAvailable() {
        isReady(FakeView.of(deployment(3, 3, 2, counts(2, 2, 2))).assessFirst());
    }

    @Test
    void isNotReadyRightAfterAnUpgradeAlthoughTheOldRolloutIsComplete() {
        isNotYet(FakeView.of(deployment(4, 3, 2, counts(2, 2, 2))).assessFirst())
                .contains("has not looked at generation 4 yet (last at 3)");
    }

    @Test
    void isNotReadyBeforeItHasAnyStatus() {
        isNotYet(FakeView.of("""
                        apiVersion: apps/v1
                        kind: Deployment
                        metadata: {name: gateway-service, namespace: llm-judge, uid: d-1, generation: 1}
                        spec: {}
                        """).assessFirst()).contains("generation 1");
    }

    @Test
    void isNotReadyWithoutAnyPod() {
        isNotYet(FakeView.of(deployment(1, 1, 2, "conditions: [{type: Available, status: 'True'}]"))
                        .assessFirst())
                .isEqualTo("0 of 2 replicas created");
    }

    @Test
    void isReadyWithoutPodsWhenItIsDeclaredSo() {
        isReady(FakeView.of(deployment(1, 1, 0, counts(0, 0, 0))).assessFirst());
    }

    @Test
    void isNotReadyWhileAnOldReplicaIsThere() {
        isNotYet(FakeView.of(deployment(2, 2, 2, counts(3, 2, 2))).assessFirst())
                .isEqualTo("1 old replica(s) still there");
    }

    @Test
    void saysHowManyAreAvailable() {
        isNotYet(FakeView.of(deployment(2, 2, 2, counts(2, 2, 1))).assessFirst())
                .isEqualTo("1 of 2 replicas available");
    }

    @Test
    void isNotReadyBelowTheMinimumOfItsAutoscaler() {
        isNotYet(FakeView.of(deployment(1, 1, 1, counts(1, 1, 1)), autoscaler("{}"))
                        .assessFirst())
                .startsWith("1 of 2 replicas updated")
                .contains("autoscaler");
    }

    @Test
    void isNotReadyBelowWhatItsAutoscalerWants() {
        isNotYet(FakeView.of(deployment(1, 1, 2, counts(2, 2, 2)), autoscaler("{desiredReplicas: 3}"))
                        .assessFirst())
                .startsWith("2 of 3 replicas updated");
    }

    @Test
    void isReadyWithWhatItsAutoscalerWants() {
        isReady(FakeView.of(deployment(1, 1, 3, counts(3, 3, 3)), autoscaler("{desiredReplicas: 3}"))
                .assessFirst());
    }

    @Test
    void doesNotBelieveTheWishOfAnAutoscalerWithoutMetrics() {
        isReady(FakeView.of(
                        deployment(1, 1, 2, counts(2, 2, 2)),
                        autoscaler("{desiredReplicas: 5, conditions: [{type: ScalingActive, status: 'False'}]}"))
                .assessFirst());
    }

    @Test
    void saysThatNoReplicasSwitchTheAutoscalerOff() {
        isNotYet(FakeView.of(deployment(1, 1, 0, counts(0, 0, 0)), autoscaler("{}"))
                        .assessFirst())
                .contains("switches the autoscaler off");
    }

    @Test
    void isTerminalByAPodOfItsCurrentReplicaSet() {
        isTerminal(FakeView.of(
                                deployment(2, 2, 2, counts(3, 1, 2)),
                                replicaSet("old", 1, "{}"),
                                replicaSet("new", 2, "{}"),
                                brokenPod("new"))
                        .assessFirst())
                .contains("pod new-x", "container service", "registry/UPPER:v1", "InvalidImageName", "couldn't parse");
    }

    @Test
    void isNotTerminalByAPodOfAnOldReplicaSet() {
        isNotYet(FakeView.of(
                                deployment(2, 2, 2, counts(3, 1, 2)),
                                replicaSet("old", 1, "{}"),
                                replicaSet("new", 2, "{}"),
                                brokenPod("old"))
                        .assessFirst())
                .isEqualTo("1 of 2 replicas updated");
    }

    @Test
    void isNotTerminalByAnOldPodBeforeTheControllerHasSeenTheUpgrade() {
        isNotYet(FakeView.of(deployment(3, 2, 2, counts(2, 2, 1)), replicaSet("new", 2, "{}"), brokenPod("new"))
                        .assessFirst())
                .contains("generation 3");
    }

    @Test
    void isTerminalWhenAWebhookDeniesItsPods() {
        isTerminal(FakeView.of(
                                deployment(1, 1, 2, "replicas: 0"),
                                replicaSet(
                                        "new",
                                        2,
                                        "{conditions: [{type: ReplicaFailure, status: 'True', reason: FailedCreate, message: "
                                                + "'admission webhook \"policy.example.com\" denied the request: no latest'}]}"))
                        .assessFirst())
                .contains("policy.example.com", "denied the request: no latest");
    }

    @Test
    void isTerminalWhenTheQuotaIsExceeded() {
        isTerminal(FakeView.of(
                                deployment(1, 1, 2, "replicas: 0"),
                                replicaSet(
                                        "new",
                                        2,
                                        "{conditions: [{type: ReplicaFailure, status: 'True', reason: FailedCreate, message: "
                                                + "'pods \"new-a\" is forbidden: exceeded quota: small, requested: pods=1'}]}"))
                        .assessFirst())
                .contains("exceeded quota: small");
    }

    @Test
    void waitsForAWebhookThatDoesNotAnswer() {
        isNotYet(FakeView.of(
                                deployment(1, 1, 2, "replicas: 0"),
                                replicaSet(
                                        "new",
                                        2,
                                        "{conditions: [{type: ReplicaFailure, status: 'True', reason: FailedCreate, message: "
                                                + "'Internal error occurred: failed calling webhook \"mpod.elbv2.k8s.aws\": no endpoints'}]}"))
                        .assessFirst())
                .contains("mpod.elbv2.k8s.aws");
    }

    @Test
    void isTerminalWhenItsProgressDeadlineIsExceededAndStaysSo() {
        String stalled = counts(2, 1, 1)
                + "\n  conditions: [{type: Progressing, status: 'False', reason: ProgressDeadlineExceeded, message: x}]";

        isNotYet(FakeView.of(deployment(2, 2, 2, stalled)).assessFirst());
        isTerminal(FakeView.of(deployment(2, 2, 2, stalled))
                        .seenFor(Graces.PROGRESS)
                        .assessFirst())
                .contains("ProgressDeadlineExceeded", "within 120 s");
    }

    @Test
    void isNotReadyWhilePaused() {
        String paused = deployment(2, 2, 2, counts(2, 1, 2))
                .replace("replicas: 2\n  prog", "paused: true\n  replicas: 2\n  prog");

        isNotYet(FakeView.of(paused).seenFor(Duration.ofHours(1)).assessFirst()).contains("paused");
    }

    @Test
    void isNotReadyWhileItIsBeingDeleted() {
        String deleted = deployment(2, 2, 2, counts(2, 2, 2))
                .replace(
                        "uid: d-1",
                        "uid: d-1\n  deletionTimestamp: '2026-01-01T00:00:00Z'\n  finalizers: [foregroundDeletion]");

        isNotYet(FakeView.of(deleted).assessFirst()).contains("being deleted", "foregroundDeletion");
    }
}
