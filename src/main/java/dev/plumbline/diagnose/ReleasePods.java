package dev.plumbline.diagnose;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The pods of workloads, found by the workloads' own selectors; the newest, which are those of the failed rollout, first. */
final class ReleasePods {
    private final KubernetesClient client;

    ReleasePods(KubernetesClient client) {
        this.client = client;
    }

    List<Pod> of(List<HasMetadata> objects) {
        return objects.stream()
                .flatMap(object -> selector(object).stream()
                        .flatMap(selector -> client
                                .pods()
                                .inNamespace(object.getMetadata().getNamespace())
                                .withLabelSelector(selector)
                                .list()
                                .getItems()
                                .stream()))
                .sorted(Comparator.comparing((Pod pod) -> pod.getMetadata().getCreationTimestamp())
                        .reversed())
                .toList();
    }

    private static Optional<LabelSelector> selector(HasMetadata object) {
        if (object instanceof Deployment deployment) {
            return Optional.of(deployment.getSpec().getSelector());
        }
        if (object instanceof StatefulSet set) {
            return Optional.of(set.getSpec().getSelector());
        }
        if (object instanceof DaemonSet set) {
            return Optional.of(set.getSpec().getSelector());
        }
        return object instanceof Job job ? Optional.of(job.getSpec().getSelector()) : Optional.empty();
    }
}
