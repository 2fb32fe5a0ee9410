package dev.plumbline.conformance.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.environment.ServiceSettings;
import dev.plumbline.junit.Eventually;
import dev.plumbline.junit.RunningPlatform;
import dev.plumbline.readiness.ObjectRef;
import dev.plumbline.readiness.Readiness;
import dev.plumbline.readiness.ReadinessRules;
import dev.plumbline.readiness.View;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** One service of a platform that runs, with its pods, its autoscaler and its disruption budget. */
final class RunningService {
    /** Pulling nothing: 5 s in which the old pod still serves, the start of the new one, its probes every 2 and 5 s; threefold. */
    private static final Duration REPLACED = Duration.ofSeconds(60);

    private static final ReadinessRules RULES = ReadinessRules.standard();

    private final RunningPlatform platform;
    private final Eventually eventually;
    private final String namespace;
    private final String name;

    RunningService(RunningPlatform platform, Eventually eventually, String namespace, ServiceSettings service) {
        this.platform = platform;
        this.eventually = eventually;
        this.namespace = namespace;
        this.name = service.name();
    }

    /** Takes a pod away as a drain does. @return whether the disruption budget allowed it */
    boolean evict(Pod pod) {
        return platform.client()
                .pods()
                .inNamespace(namespace)
                .withName(pod.getMetadata().getName())
                .evict();
    }

    /** Replaces every pod, one after the other, as far as the disruption budget allows it at each moment. */
    void restart() {
        awaitWhole();
        for (Pod pod : pods()) {
            assertThat(evict(pod))
                    .as("eviction of pod %s", pod.getMetadata().getName())
                    .isTrue();
            awaitWholeWithout(pod);
        }
    }

    /** Every pod that is not on its way out. */
    List<Pod> pods() {
        return platform.client().pods().inNamespace(namespace).list().getItems().stream()
                .filter(this::isOne)
                .toList();
    }

    /** Waits until it is as its autoscaler wants it, and may lose a pod. */
    void awaitWhole() {
        eventually.holds(REPLACED, "a rollout of one pod", this::isWhole);
    }

    /** The same without a pod that was there before. */
    void awaitWholeWithout(Pod gone) {
        eventually.holds(REPLACED, "the start of one pod in the place of another", view -> {
            assertThat(view.all(Pod.class, namespace))
                    .filteredOn(this::isOne)
                    .extracting(pod -> pod.getMetadata().getUid())
                    .doesNotContain(gone.getMetadata().getUid());
            isWhole(view);
        });
    }

    /** How many replicas its autoscaler wants; 0 before it has looked. */
    int desired(View view) {
        return Optional.ofNullable(autoscaler(view).getStatus())
                .map(status -> status.getDesiredReplicas())
                .orElse(0);
    }

    /** As many pods are ready as the autoscaler wants, and the budget allows a disruption. */
    void isWhole(View view) {
        ObjectRef deployment = ref("apps/v1", "Deployment");
        assertThat(RULES.assess(deployment, view)).as(deployment.toString()).isInstanceOf(Readiness.Ready.class);
        assertThat(view.all(Pod.class, namespace))
                .as("ready pods of %s", name)
                .filteredOn(pod -> isOne(pod) && isReady(pod))
                .hasSize(desired(view));
        ObjectRef budget = ref("policy/v1", "PodDisruptionBudget");
        assertThat(view.find(budget, PodDisruptionBudget.class).orElseThrow().getStatus())
                .as("status of %s", budget)
                .satisfies(status -> assertThat(status.getDisruptionsAllowed())
                        .as("status.disruptionsAllowed")
                        .isPositive());
    }

    private HorizontalPodAutoscaler autoscaler(View view) {
        ObjectRef ref = ref("autoscaling/v2", "HorizontalPodAutoscaler");
        return view.find(ref, HorizontalPodAutoscaler.class)
                .orElseThrow(() -> new AssertionError(ref + " does not exist"));
    }

    private boolean isOne(Pod pod) {
        return pod.getMetadata().getDeletionTimestamp() == null
                && pod.getMetadata().getLabels() != null
                && name.equals(pod.getMetadata().getLabels().get("app.kubernetes.io/name"));
    }

    private static boolean isReady(Pod pod) {
        return pod.getStatus().getConditions().stream()
                .anyMatch(condition -> "Ready".equals(condition.getType()) && "True".equals(condition.getStatus()));
    }

    private ObjectRef ref(String apiVersion, String kind) {
        return new ObjectRef(apiVersion, kind, Optional.of(namespace), name);
    }
}
