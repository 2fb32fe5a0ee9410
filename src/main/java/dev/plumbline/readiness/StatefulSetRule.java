package dev.plumbline.readiness;

import dev.plumbline.readiness.Readiness.NotYet;
import dev.plumbline.readiness.Readiness.Ready;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetSpec;
import io.fabric8.kubernetes.api.model.apps.StatefulSetStatus;
import java.util.List;
import java.util.Optional;

/**
 * All its pods are available and, where it updates them itself, of the current revision. With ordered pods one that is broken at the
 * old revision blocks the update for ever, so pods of all revisions are looked at.
 */
final class StatefulSetRule implements ReadinessRule<StatefulSet> {

    @Override
    public Readiness assess(StatefulSet set, View view) {
        StatefulSetStatus status = Optional.ofNullable(set.getStatus()).orElseGet(StatefulSetStatus::new);
        Generation generation = Generation.of(set, status.getObservedGeneration());
        if (generation.isAhead() || generation.observed() == 0) {
            return new NotYet(generation.toString());
        }
        WantedReplicas wanted = WantedReplicas.of(set, set.getSpec().getReplicas(), view);
        int existing = Replicas.orZero(status.getReplicas());
        Replicas replicas = new Replicas(wanted.count(), existing, updated(set, status, existing), available(status));
        if (replicas.complete()) {
            return new Ready();
        }
        return PodTroubles.of(candidates(set, status, view), view)
                .terminal()
                .<Readiness>map(terminal -> terminal)
                .or(() -> existing < wanted.count() ? FailedCreate.of(set, view) : Optional.empty())
                .orElseGet(() ->
                        PodTroubles.of(candidates(set, status, view), view).orWaiting(replicas + wanted.note()));
    }

    /** Pods that count as updated: with OnDelete people decide when, and a partition holds the lower ordinals back on purpose. */
    private static int updated(StatefulSet set, StatefulSetStatus status, int existing) {
        var strategy = set.getSpec().getUpdateStrategy();
        if (strategy != null && "OnDelete".equals(strategy.getType())) {
            return existing;
        }
        boolean oneRevision =
                status.getUpdateRevision() == null || status.getUpdateRevision().equals(status.getCurrentRevision());
        int partition = strategy == null || strategy.getRollingUpdate() == null
                ? 0
                : Replicas.orZero(strategy.getRollingUpdate().getPartition());
        return oneRevision ? existing : Replicas.orZero(status.getUpdatedReplicas()) + Math.min(partition, existing);
    }

    /** API servers before 1.22 give no available replicas. */
    private static int available(StatefulSetStatus status) {
        return Replicas.orZero(
                status.getAvailableReplicas() == null ? status.getReadyReplicas() : status.getAvailableReplicas());
    }

    private static List<Pod> candidates(StatefulSet set, StatefulSetStatus status, View view) {
        StatefulSetSpec spec = set.getSpec();
        List<Pod> pods = view.podsOf(set);
        if (!"Parallel".equals(spec.getPodManagementPolicy()) || status.getUpdateRevision() == null) {
            return pods;
        }
        return pods.stream()
                .filter(pod -> Optional.ofNullable(pod.getMetadata().getLabels())
                        .map(labels -> labels.get("controller-revision-hash"))
                        .filter(status.getUpdateRevision()::equals)
                        .isPresent())
                .toList();
    }
}
