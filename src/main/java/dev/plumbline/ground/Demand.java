package dev.plumbline.ground;

import dev.plumbline.deploy.RenderedPlatform;
import dev.plumbline.deploy.RenderedRelease;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one workload of the platform asks for.
 *
 * @param name {@code Deployment/gateway-service}
 * @param namespace where its pods run
 * @param selector of its pods
 * @param each pod
 * @param replicas at least: where an autoscaler rules, its minimum
 * @param surge pods more, while an update rolls
 */
record Demand(String name, String namespace, Map<String, String> selector, Amount each, int replicas, int surge) {
    /** A Deployment's, where nobody says otherwise. */
    private static final IntOrString USUAL_SURGE = new IntOrString("25%");

    static List<Demand> of(RenderedPlatform platform) {
        List<Demand> demands = new ArrayList<>();
        for (RenderedRelease release : platform.releases()) {
            for (HasMetadata object : release.objects()) {
                if (object instanceof Deployment deployment) {
                    demands.add(of(deployment, release));
                } else if (object instanceof StatefulSet set) {
                    demands.add(new Demand(
                            "StatefulSet/" + set.getMetadata().getName(),
                            namespace(set, release),
                            labels(set.getSpec().getSelector()),
                            Amount.of(set.getSpec().getTemplate().getSpec()),
                            replicas(set, set.getSpec().getReplicas(), release),
                            0));
                }
            }
        }
        return demands;
    }

    private static Demand of(Deployment deployment, RenderedRelease release) {
        int replicas = replicas(deployment, deployment.getSpec().getReplicas(), release);
        return new Demand(
                "Deployment/" + deployment.getMetadata().getName(),
                namespace(deployment, release),
                labels(deployment.getSpec().getSelector()),
                Amount.of(deployment.getSpec().getTemplate().getSpec()),
                replicas,
                surge(deployment, replicas));
    }

    /** While everything rolls at once. */
    Amount atMost() {
        return each.times(replicas + surge);
    }

    boolean owns(Pod pod) {
        Map<String, String> labels = pod.getMetadata().getLabels();
        return namespace.equals(pod.getMetadata().getNamespace())
                && labels != null
                && labels.entrySet().containsAll(selector.entrySet());
    }

    private static int replicas(HasMetadata workload, Integer declared, RenderedRelease release) {
        return release.objects().stream()
                .filter(HorizontalPodAutoscaler.class::isInstance)
                .map(HorizontalPodAutoscaler.class::cast)
                .filter(scaler -> scaler.getSpec()
                                .getScaleTargetRef()
                                .getName()
                                .equals(workload.getMetadata().getName())
                        && scaler.getSpec().getScaleTargetRef().getKind().equals(workload.getKind()))
                // Kubernetes' own minimum, where nobody says one
                .map(scaler ->
                        Optional.ofNullable(scaler.getSpec().getMinReplicas()).orElse(1))
                .findFirst()
                .orElse(declared == null ? Integer.valueOf(1) : declared);
    }

    private static int surge(Deployment deployment, int replicas) {
        if (deployment.getSpec().getStrategy() == null) {
            return share(USUAL_SURGE, replicas);
        }
        if ("Recreate".equals(deployment.getSpec().getStrategy().getType())) {
            return 0;
        }
        return share(
                Optional.ofNullable(deployment.getSpec().getStrategy().getRollingUpdate())
                        .map(rolling -> rolling.getMaxSurge())
                        .orElse(USUAL_SURGE),
                replicas);
    }

    /** Kubernetes rounds a share that may be added up. */
    private static int share(IntOrString value, int replicas) {
        if (value.getIntVal() != null) {
            return value.getIntVal();
        }
        int percent = Integer.parseInt(value.getStrVal().replace("%", ""));
        return (replicas * percent + 99) / 100;
    }

    private static String namespace(HasMetadata object, RenderedRelease release) {
        return Optional.ofNullable(object.getMetadata().getNamespace())
                .orElse(release.release().namespace());
    }

    private static Map<String, String> labels(LabelSelector selector) {
        return selector == null || selector.getMatchLabels() == null ? Map.of() : selector.getMatchLabels();
    }
}
