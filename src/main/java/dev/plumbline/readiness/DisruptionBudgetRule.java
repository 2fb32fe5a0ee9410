package dev.plumbline.readiness;

import dev.plumbline.readiness.Readiness.NotYet;
import dev.plumbline.readiness.Readiness.Ready;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetStatus;
import java.util.Optional;

/** Its controller counts for it. How many disruptions it allows is the workload's matter. */
final class DisruptionBudgetRule implements ReadinessRule<PodDisruptionBudget> {

    @Override
    public Readiness assess(PodDisruptionBudget budget, View view) {
        PodDisruptionBudgetStatus status =
                Optional.ofNullable(budget.getStatus()).orElseGet(PodDisruptionBudgetStatus::new);
        Generation generation = Generation.of(budget, status.getObservedGeneration());
        return generation.isAhead() ? new NotYet(generation.toString()) : new Ready();
    }
}
