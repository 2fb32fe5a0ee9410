package dev.plumbline.observe;

import io.fabric8.kubernetes.api.model.APIService;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.util.Collection;

/** What an object must have for anything to be said of it. A server refuses it without; a manifest may lack it. */
final class Skeleton {
    private final HasMetadata object;
    private final Origin origin;

    private Skeleton(HasMetadata object, Origin origin) {
        this.object = object;
        this.origin = origin;
    }

    /** @throws MissingObject naming the object and what it lacks */
    static void require(HasMetadata object, Origin origin) {
        new Skeleton(object, origin).require();
    }

    private void require() {
        if (object instanceof Deployment deployment) {
            has("spec", deployment.getSpec());
            has("spec.selector", deployment.getSpec().getSelector());
            template(deployment.getSpec().getTemplate());
        } else if (object instanceof StatefulSet set) {
            has("spec", set.getSpec());
            has("spec.selector", set.getSpec().getSelector());
            template(set.getSpec().getTemplate());
        } else if (object instanceof HorizontalPodAutoscaler autoscaler) {
            has("spec", autoscaler.getSpec());
            has("spec.scaleTargetRef", autoscaler.getSpec().getScaleTargetRef());
        } else if (object instanceof PodDisruptionBudget budget) {
            has("spec", budget.getSpec());
        } else if (object instanceof Service service) {
            has("spec", service.getSpec());
        } else if (object instanceof APIService api) {
            has("spec", api.getSpec());
        } else if (object instanceof Pod pod) {
            has("spec", pod.getSpec());
        }
    }

    private void template(PodTemplateSpec template) {
        has("spec.template", template);
        has("spec.template.metadata", template.getMetadata());
        has("spec.template.spec", template.getSpec());
        has("spec.template.spec.containers", template.getSpec().getContainers());
    }

    private void has(String path, Object part) {
        if (part == null || part instanceof Collection<?> all && all.isEmpty()) {
            throw new MissingObject("%s (%s) has no %s".formatted(ObjectId.of(object), origin, path));
        }
    }
}
