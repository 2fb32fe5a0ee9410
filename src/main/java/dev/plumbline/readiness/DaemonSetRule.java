package dev.plumbline.readiness;

import dev.plumbline.readiness.Readiness.NotYet;
import dev.plumbline.readiness.Readiness.Ready;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.DaemonSetStatus;
import java.util.Optional;

/**
 * A current and available pod on every node that should have one. No such node at all is usually a selector or taint that nobody
 * meant, and right after creation only a count that is not written yet.
 */
final class DaemonSetRule implements ReadinessRule<DaemonSet> {

    @Override
    public Readiness assess(DaemonSet set, View view) {
        DaemonSetStatus status = Optional.ofNullable(set.getStatus()).orElseGet(DaemonSetStatus::new);
        Generation generation = Generation.of(set, status.getObservedGeneration());
        if (generation.isAhead() || generation.observed() == 0) {
            return new NotYet(generation.toString());
        }
        int wanted = Replicas.orZero(status.getDesiredNumberScheduled());
        if (wanted == 0) {
            return new NotYet(
                    "no node wants it (desiredNumberScheduled is 0): check its nodeSelector, affinity and tolerations");
        }
        int scheduled = Replicas.orZero(status.getCurrentNumberScheduled());
        boolean onDelete = set.getSpec().getUpdateStrategy() != null
                && "OnDelete".equals(set.getSpec().getUpdateStrategy().getType());
        int updated = onDelete ? scheduled : Replicas.orZero(status.getUpdatedNumberScheduled());
        Replicas replicas = new Replicas(wanted, scheduled, updated, Replicas.orZero(status.getNumberAvailable()));
        if (replicas.complete()) {
            return new Ready();
        }
        PodTroubles pods = PodTroubles.of(view.podsOf(set), view);
        if (pods.terminal().isEmpty() && scheduled < wanted) {
            return FailedCreate.of(set, view).orElseGet(() -> pods.orWaiting(replicas.toString()));
        }
        return pods.orWaiting(replicas.toString());
    }
}
