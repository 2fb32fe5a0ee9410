package dev.plumbline.assertions;

import dev.plumbline.cluster.Models;
import dev.plumbline.environment.Autoscaling;
import dev.plumbline.observe.SeenAutoscaler;
import dev.plumbline.observe.SeenWorkload;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerCondition;
import io.fabric8.kubernetes.api.model.autoscaling.v2.MetricSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What can be said of an autoscaler. */
public final class AutoscalerAssert extends SeenAssert<AutoscalerAssert, SeenAutoscaler> {
    AutoscalerAssert(SeenAutoscaler actual) {
        super(actual, AutoscalerAssert.class);
    }

    /** Its bounds are exactly the declared ones. */
    public AutoscalerAssert scalesBetween(Autoscaling declared) {
        var spec = actual.object().getSpec();
        return conclude(
                "does not scale between the declared bounds",
                findings()
                        .equal("spec.minReplicas", declared.minReplicas(), spec.getMinReplicas(), "min_replicas")
                        .equal("spec.maxReplicas", declared.maxReplicas(), spec.getMaxReplicas(), "max_replicas"));
    }

    /** Its one metric is the average CPU utilisation, in percent of the request. */
    public AutoscalerAssert aimsAtCpuUtilization(int percent) {
        List<MetricSpec> metrics = actual.object().getSpec().getMetrics();
        Findings findings = findings().equal("spec.metrics (number)", 1, metrics.size());
        if (!metrics.isEmpty()) {
            MetricSpec metric = metrics.get(0);
            var resource = Optional.ofNullable(metric.getResource());
            var target = resource.map(found -> found.getTarget());
            findings.equal("spec.metrics[0].type", "Resource", metric.getType())
                    .equal(
                            "spec.metrics[0].resource.name",
                            "cpu",
                            resource.map(found -> found.getName()).orElse(null))
                    .equal(
                            "spec.metrics[0].resource.target.type",
                            "Utilization",
                            target.map(found -> found.getType()).orElse(null))
                    .equal(
                            "spec.metrics[0].resource.target.averageUtilization",
                            percent,
                            target.map(found -> found.getAverageUtilization()).orElse(null),
                            "target_cpu_percent");
        }
        return conclude("does not aim at the declared CPU utilization", findings);
    }

    /** It scales that workload and nothing else. */
    public AutoscalerAssert scales(SeenWorkload workload) {
        var target = actual.object().getSpec().getScaleTargetRef();
        return conclude(
                "does not scale its service",
                findings()
                        .equal(
                                "spec.scaleTargetRef.apiVersion",
                                workload.object().getApiVersion(),
                                target.getApiVersion())
                        .equal("spec.scaleTargetRef.kind", workload.object().getKind(), target.getKind())
                        .equal("spec.scaleTargetRef.name", workload.id().name(), target.getName()));
    }

    /**
     * It scales up and down in the declared way; what was not declared is left to the cluster.
     *
     * @param behavior as in {@code autoscaling/v2}
     */
    public AutoscalerAssert behaves(Map<String, Object> behavior) {
        Object found = actual.object().getSpec().getBehavior();
        Map<?, ?> tree = found == null ? Map.of() : Models.tree(found);
        return conclude(
                "does not behave as declared", new Subtree(findings()).compare("spec.behavior", behavior, tree));
    }

    /** How many replicas it wants is within the declared bounds. */
    public AutoscalerAssert wantsBetween(Autoscaling declared) {
        int wanted = actual.desiredReplicas();
        return conclude(
                "wants another number of replicas than declared",
                findings()
                        .isTrue(
                                wanted >= declared.minReplicas() && wanted <= declared.maxReplicas(),
                                "status.desiredReplicas",
                                "from %d to %d".formatted(declared.minReplicas(), declared.maxReplicas()),
                                wanted));
    }

    /** It can read its metric and act on it: the conditions say so, and the metric has a current value. */
    public AutoscalerAssert isScaling() {
        var status = Optional.ofNullable(actual.object().getStatus());
        List<HorizontalPodAutoscalerCondition> conditions =
                status.map(found -> found.getConditions()).orElse(List.of());
        Findings findings = findings();
        for (String type : List.of("AbleToScale", "ScalingActive")) {
            String found = conditions.stream()
                    .filter(condition -> type.equals(condition.getType()))
                    .map(condition ->
                            condition.getStatus() + " (" + condition.getReason() + ": " + condition.getMessage() + ")")
                    .findFirst()
                    .orElse("no such condition");
            findings.isTrue(found.startsWith("True "), "status.conditions[" + type + "]", "True", found);
        }
        boolean measured = status.map(found -> found.getCurrentMetrics()).orElse(List.of()).stream()
                .anyMatch(metric -> metric != null
                        && metric.getResource() != null
                        && "cpu".equals(metric.getResource().getName())
                        && metric.getResource().getCurrent() != null
                        && metric.getResource().getCurrent().getAverageUtilization() != null);
        findings.isTrue(measured, "status.currentMetrics", "a current value", "<unknown>");
        return conclude("is not scaling", findings);
    }
}
