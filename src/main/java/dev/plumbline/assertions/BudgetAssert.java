package dev.plumbline.assertions;

import dev.plumbline.observe.Labels;
import dev.plumbline.observe.SeenBudget;
import dev.plumbline.observe.SeenWorkload;
import java.util.Optional;

/** What can be said of a PodDisruptionBudget. */
public final class BudgetAssert extends SeenAssert<BudgetAssert, SeenBudget> {
    BudgetAssert(SeenBudget actual) {
        super(actual, BudgetAssert.class);
    }

    /** A drain takes away at most that many pods at once. */
    public BudgetAssert allowsUnavailable(int pods) {
        var spec = actual.object().getSpec();
        return conclude(
                "allows other disruptions than declared",
                findings()
                        .equal(
                                "spec.maxUnavailable",
                                pods,
                                Optional.ofNullable(spec.getMaxUnavailable())
                                        .map(found -> found.getValue())
                                        .orElse(null))
                        .equal(
                                "spec.minAvailable",
                                null,
                                Optional.ofNullable(spec.getMinAvailable())
                                        .map(found -> found.getValue())
                                        .orElse(null)));
    }

    /** It is about the pods of that workload. */
    public BudgetAssert guards(SeenWorkload workload) {
        var selector = Optional.ofNullable(actual.object().getSpec().getSelector());
        boolean matches = selector.map(found -> Labels.match(found.getMatchLabels(), workload.podLabels()))
                .orElse(false);
        return conclude(
                "does not guard its service",
                findings()
                        .isTrue(
                                matches,
                                "spec.selector.matchLabels",
                                "a selector that matches the pods of " + workload.id()
                                        + ", spec.template.metadata.labels " + workload.podLabels(),
                                selector.map(found -> found.getMatchLabels()).orElse(null)));
    }

    /** The cluster counts for it as many pods as that workload has, and knows of its newest generation. */
    public BudgetAssert countsThePodsOf(SeenWorkload workload) {
        var status = Optional.ofNullable(actual.object().getStatus());
        Long generation = actual.object().getMetadata().getGeneration();
        Long seen = status.map(found -> found.getObservedGeneration()).orElse(null);
        return conclude(
                "does not count the pods of its service",
                findings()
                        .isTrue(
                                seen != null && generation != null && seen >= generation,
                                "status.observedGeneration",
                                "at least " + generation,
                                seen)
                        .equal(
                                "status.expectedPods",
                                workload.pods().orElse(null),
                                status.map(found -> found.getExpectedPods()).orElse(null))
                        .isTrue(
                                status.map(found -> found.getCurrentHealthy() != null
                                                && found.getDesiredHealthy() != null
                                                && found.getCurrentHealthy() >= found.getDesiredHealthy())
                                        .orElse(false),
                                "status.currentHealthy",
                                "at least "
                                        + status.map(found -> found.getDesiredHealthy())
                                                .orElse(null) + " (status.desiredHealthy)",
                                status.map(found -> found.getCurrentHealthy()).orElse(null)));
    }
}
