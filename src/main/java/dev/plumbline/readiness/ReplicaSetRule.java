package dev.plumbline.readiness;

import dev.plumbline.readiness.Readiness.NotYet;
import dev.plumbline.readiness.Readiness.Ready;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.ReplicaSetCondition;
import io.fabric8.kubernetes.api.model.apps.ReplicaSetStatus;
import java.util.Optional;

/** All its pods are available. */
final class ReplicaSetRule implements ReadinessRule<ReplicaSet> {

    @Override
    public Readiness assess(ReplicaSet replicaSet, View view) {
        ReplicaSetStatus status = Optional.ofNullable(replicaSet.getStatus()).orElseGet(ReplicaSetStatus::new);
        Generation generation = Generation.of(replicaSet, status.getObservedGeneration());
        if (generation.isAhead() || generation.observed() == 0) {
            return new NotYet(generation.toString());
        }
        WantedReplicas wanted =
                WantedReplicas.of(replicaSet, replicaSet.getSpec().getReplicas(), view);
        int existing = Replicas.orZero(status.getReplicas());
        Replicas replicas =
                new Replicas(wanted.count(), existing, existing, Replicas.orZero(status.getAvailableReplicas()));
        if (replicas.complete()) {
            return new Ready();
        }
        return creationFailure(status)
                .orElseGet(() -> PodTroubles.of(view.podsOf(replicaSet), view).orWaiting(replicas + wanted.note()));
    }

    /** What the API server said when the controller last tried to create a pod, as long as that has not succeeded since. */
    static Optional<Readiness> creationFailure(ReplicaSetStatus status) {
        return Condition.find(status.getConditions(), "ReplicaFailure", ReplicaSetRule::condition)
                .filter(Condition::isTrue)
                .filter(condition -> "FailedCreate".equals(condition.reason()))
                .map(condition -> AdmissionDenial.of(condition.message()));
    }

    private static Condition condition(ReplicaSetCondition condition) {
        return new Condition(condition.getType(), condition.getStatus(), condition.getReason(), condition.getMessage());
    }
}
