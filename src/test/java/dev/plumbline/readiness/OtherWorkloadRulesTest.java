package dev.plumbline.readiness;

import static dev.plumbline.readiness.ReadinessAssert.isNotYet;
import static dev.plumbline.readiness.ReadinessAssert.isReady;
import static dev.plumbline.readiness.ReadinessAssert.isTerminal;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("Workloads other than Deployments")
class OtherWorkloadRulesTest {

    private static String object(String kind, String spec, String status) {
        return """
                apiVersion: %s
                kind: %s
                metadata: {name: cache, namespace: llm-judge, uid: w-1, generation: 2, creationTimestamp: '2026-01-01T00:00:00Z'}
                spec: %s
                status: %s
                """.formatted(kind.equals("Job") ? "batch/v1" : "apps/v1", kind, spec, status);
    }

    private static String brokenPod(String kind, String labels) {
        return """
                apiVersion: v1
                kind: Pod
                metadata:
                  name: cache-0
                  namespace: llm-judge
                  uid: p-0
                  labels: %s
                  ownerReferences: [{kind: %s, name: cache, uid: w-1, controller: true}]
                spec: {containers: [{name: redis, image: "Bad:v1"}]}
                status:
                  containerStatuses: [{name: redis, restartCount: 0, state: {waiting: {reason: InvalidImageName}}}]
                """.formatted(labels, kind);
    }

    private static String failedCreate(String kind, String time, String message) {
        return """
                apiVersion: v1
                kind: Event
                type: Warning
                metadata: {name: e-1, namespace: llm-judge}
                involvedObject: {kind: %s, name: cache, namespace: llm-judge, uid: w-1}
                reason: FailedCreate
                message: '%s'
                lastTimestamp: '%s'
                """.formatted(kind, message, time);
    }

    @Nested
    @DisplayName("A StatefulSet")
    class StatefulSets {
        private static final String DONE =
                "{observedGeneration: 2, replicas: 2, readyReplicas: 2, availableReplicas: 2, "
                        + "updatedReplicas: 2, currentRevision: b, updateRevision: b}";

        @Test
        void isReadyWhenAllItsPodsAreOfOneRevisionAndAvailable() {
            isReady(FakeView.of(object("StatefulSet", "{replicas: 2}", DONE)).assessFirst());
        }

        @Test
        void isNotReadyRightAfterAnUpgrade() {
            isNotYet(FakeView.of(object(
                                    "StatefulSet",
                                    "{replicas: 2}",
                                    DONE.replace("observedGeneration: 2", "observedGeneration: 1")))
                            .assessFirst())
                    .contains("generation 2");
        }

        @Test
        void isNotReadyWhilePodsAreOfTheOldRevision() {
            String half = DONE.replace("currentRevision: b", "currentRevision: a")
                    .replace("updatedReplicas: 2", "updatedReplicas: 1");

            isNotYet(FakeView.of(object("StatefulSet", "{replicas: 2}", half)).assessFirst())
                    .isEqualTo("1 of 2 replicas updated");
            isReady(FakeView.of(object(
                            "StatefulSet", "{replicas: 2, updateStrategy: {rollingUpdate: {partition: 1}}}", half))
                    .assessFirst());
            isReady(FakeView.of(object("StatefulSet", "{replicas: 2, updateStrategy: {type: OnDelete}}", half))
                    .assessFirst());
        }

        @Test
        void isNotReadyWithoutPods() {
            isNotYet(FakeView.of(object("StatefulSet", "{replicas: 1}", "{observedGeneration: 2, replicas: 0}"))
                            .assessFirst())
                    .isEqualTo("0 of 1 replicas created");
        }

        @Test
        void isTerminalByABrokenPod() {
            String status = "{observedGeneration: 2, replicas: 1, updateRevision: b, currentRevision: a}";

            isTerminal(FakeView.of(object("StatefulSet", "{replicas: 1}", status), brokenPod("StatefulSet", "{}"))
                            .assessFirst())
                    .contains("pod cache-0", "InvalidImageName");
        }

        @Test
        void isNotTerminalByAPodOfAnOldRevisionThatItReplacesByItself() {
            String status = "{observedGeneration: 2, replicas: 1, updateRevision: b, currentRevision: a}";

            isNotYet(FakeView.of(
                            object("StatefulSet", "{replicas: 1, podManagementPolicy: Parallel}", status),
                            brokenPod("StatefulSet", "{controller-revision-hash: a}"))
                    .assessFirst());
        }

        @Test
        void isTerminalWhenItsPodsAreRefusedNow() {
            String none = object("StatefulSet", "{replicas: 1}", "{observedGeneration: 2, replicas: 0}");

            isTerminal(FakeView.of(
                                    none,
                                    failedCreate(
                                            "StatefulSet",
                                            "2026-01-01T00:00:05Z",
                                            "create Pod cache-0 failed error: pods \"cache-0\" is forbidden: violates PodSecurity"))
                            .assessFirst())
                    .contains("violates PodSecurity");
            isNotYet(FakeView.of(
                            none,
                            failedCreate(
                                    "StatefulSet",
                                    "2025-12-31T23:00:00Z",
                                    "pods \"cache-0\" is forbidden: violates PodSecurity"))
                    .assessFirst());
        }
    }

    @Nested
    @DisplayName("A DaemonSet")
    class DaemonSets {
        @Test
        void isReadyWhenEveryNodeHasACurrentPod() {
            isReady(FakeView.of(
                            object(
                                    "DaemonSet",
                                    "{}",
                                    "{observedGeneration: 2, desiredNumberScheduled: 3, currentNumberScheduled: 3, updatedNumberScheduled: 3, numberAvailable: 3}"))
                    .assessFirst());
        }

        @Test
        void isNotReadyWhenNoNodeWantsIt() {
            FakeView view =
                    FakeView.of(object("DaemonSet", "{}", "{observedGeneration: 2, desiredNumberScheduled: 0}"));

            isNotYet(view.assessFirst()).contains("no node wants it");
        }

        @Test
        void isNotReadyWhileANodeHasAnOldPod() {
            isNotYet(FakeView.of(
                                    object(
                                            "DaemonSet",
                                            "{}",
                                            "{observedGeneration: 2, desiredNumberScheduled: 3, currentNumberScheduled: 3, updatedNumberScheduled: 2, numberAvailable: 3}"))
                            .assessFirst())
                    .isEqualTo("2 of 3 replicas updated");
        }

        @Test
        void isTerminalByABrokenPod() {
            isTerminal(FakeView.of(
                            object(
                                    "DaemonSet",
                                    "{}",
                                    "{observedGeneration: 2, desiredNumberScheduled: 1, currentNumberScheduled: 1}"),
                            brokenPod("DaemonSet", "{}"))
                    .assessFirst());
        }
    }

    @Nested
    @DisplayName("A Job")
    class Jobs {
        @Test
        void isReadyWhenComplete() {
            isReady(FakeView.of(object("Job", "{}", "{conditions: [{type: Complete, status: 'True'}]}"))
                    .assessFirst());
        }

        @Test
        void isNotReadyWhileItRunsOrIsSuspendedOrHasNoStatus() {
            isNotYet(FakeView.of(object("Job", "{}", "{active: 1}")).assessFirst())
                    .contains("1 pod(s) active");
            isNotYet(FakeView.of(object("Job", "{suspend: true}", "{}")).assessFirst())
                    .contains("suspended");
            isNotYet(FakeView.of(object("Job", "{}", "null")).assessFirst());
        }

        @Test
        void isTerminalWhenFailed() {
            isTerminal(FakeView.of(
                                    object(
                                            "Job",
                                            "{}",
                                            "{conditions: [{type: Failed, status: 'True', reason: BackoffLimitExceeded, message: too often}]}"))
                            .assessFirst())
                    .contains("BackoffLimitExceeded", "too often");
        }
    }

    @Nested
    @DisplayName("A ReplicaSet")
    class ReplicaSets {
        @Test
        void isReadyWithAllPodsAvailable() {
            isReady(FakeView.of(object(
                            "ReplicaSet",
                            "{replicas: 1}",
                            "{observedGeneration: 2, replicas: 1, availableReplicas: 1}"))
                    .assessFirst());
            isNotYet(FakeView.of(object("ReplicaSet", "{replicas: 1}", "{observedGeneration: 2, replicas: 1}"))
                            .assessFirst())
                    .isEqualTo("0 of 1 replicas available");
        }
    }
}
