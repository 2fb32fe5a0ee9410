package dev.plumbline.readiness;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import java.util.Optional;

/**
 * How many replicas a workload should have: its own number, and where an autoscaler rules it, at least the autoscaler's minimum and
 * what it wants now. Its wish counts only while it can compute one: without metrics the status keeps an old number.
 *
 * @param count pods
 * @param note what to add for people when the workload has fewer
 */
record WantedReplicas(int count, String note) {

    /** @param declared {@code spec.replicas}; null = 1, as the API server defaults it */
    static WantedReplicas of(HasMetadata workload, Integer declared, View view) {
        int own = declared == null ? 1 : declared;
        Optional<HorizontalPodAutoscaler> autoscaler = view.autoscalerOf(workload);
        if (autoscaler.isEmpty()) {
            return new WantedReplicas(own, "");
        }
        int minimum =
                Optional.ofNullable(autoscaler.get().getSpec().getMinReplicas()).orElse(1);
        int wished = wish(autoscaler.get());
        if (own == 0) {
            return new WantedReplicas(
                    Math.max(1, minimum),
                    " (spec.replicas is 0, which switches the autoscaler off: set it to " + minimum + ")");
        }
        int count = Math.max(own, Math.max(minimum, wished));
        return new WantedReplicas(
                count, count > own ? " (the autoscaler has not set them yet, it looks every 15 s)" : "");
    }

    private static int wish(HorizontalPodAutoscaler autoscaler) {
        if (autoscaler.getStatus() == null
                || AutoscalerRule.scalingActive(autoscaler)
                        .filter(Condition::isFalse)
                        .isPresent()) {
            return 0;
        }
        return Replicas.orZero(autoscaler.getStatus().getDesiredReplicas());
    }
}
