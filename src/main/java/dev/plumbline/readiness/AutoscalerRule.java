package dev.plumbline.readiness;

import dev.plumbline.readiness.Readiness.NotYet;
import dev.plumbline.readiness.Readiness.Ready;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerCondition;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerStatus;
import java.util.Optional;

/**
 * It is able to scale; with metrics asked for it also has numbers. Without them, one whose controller has not looked yet (it does every
 * 15 s) passes: the replicas that it asks for are in the rule of the workload that it scales.
 *
 * @param withMetrics whether numbers are asked for
 */
record AutoscalerRule(boolean withMetrics) implements ReadinessRule<HorizontalPodAutoscaler> {

    @Override
    public Readiness assess(HorizontalPodAutoscaler autoscaler, View view) {
        Optional<Condition> able = condition(autoscaler, "AbleToScale");
        if (able.filter(Condition::isFalse).isPresent()) {
            return new NotYet(able.get().toString());
        }
        if (!withMetrics) {
            return new Ready();
        }
        if (able.isEmpty()) {
            return new NotYet("its controller has not looked at it yet (it does every 15 s)");
        }
        Optional<Condition> active = scalingActive(autoscaler);
        if (active.filter(Condition::isTrue).isEmpty()) {
            return new NotYet(active.map(Condition::toString).orElse("ScalingActive is unknown"));
        }
        return hasMetrics(autoscaler) ? new Ready() : new NotYet("has no metric yet");
    }

    static Optional<Condition> scalingActive(HorizontalPodAutoscaler autoscaler) {
        return condition(autoscaler, "ScalingActive");
    }

    private static boolean hasMetrics(HorizontalPodAutoscaler autoscaler) {
        var metrics = autoscaler.getStatus().getCurrentMetrics();
        return metrics != null && !metrics.isEmpty();
    }

    private static Optional<Condition> condition(HorizontalPodAutoscaler autoscaler, String type) {
        return Optional.ofNullable(autoscaler.getStatus())
                .map(HorizontalPodAutoscalerStatus::getConditions)
                .flatMap(conditions -> Condition.find(conditions, type, AutoscalerRule::read));
    }

    private static Condition read(HorizontalPodAutoscalerCondition condition) {
        return new Condition(condition.getType(), condition.getStatus(), condition.getReason(), condition.getMessage());
    }
}
