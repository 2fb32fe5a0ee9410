package dev.plumbline.review;

import dev.plumbline.cluster.Cluster;
import dev.plumbline.deploy.Change;
import dev.plumbline.deploy.FieldChange;
import dev.plumbline.deploy.Plan;
import dev.plumbline.deploy.PlannedStep;
import dev.plumbline.deploy.Step;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Which pods a plan would replace: those of workloads whose template changes. */
public final class Rolling {
    private final KubernetesClient client;

    public Rolling(Cluster cluster) {
        this.client = cluster.client();
    }

    /** {@code Kind/name} of each workload that rolls, to the pods it has now. */
    public Map<String, List<String>> podsOf(Plan plan) {
        Map<String, List<String>> pods = new TreeMap<>();
        for (PlannedStep planned : plan.steps()) {
            if (planned.step() instanceof Step.Deploy deploy && planned.change() instanceof Change.Update update) {
                deploy.release().objects().stream()
                        .filter(object -> rolls(object, update))
                        .forEach(object -> pods.put(
                                object.getKind() + "/" + object.getMetadata().getName(), podsOf(object)));
            }
        }
        return pods;
    }

    private static boolean rolls(HasMetadata object, Change.Update update) {
        String kind = object.getKind() + "/";
        String name = "/" + object.getMetadata().getName() + " ";
        return update.fields().stream()
                .map(FieldChange::path)
                .filter(path -> path.startsWith(kind) && path.contains(name))
                .map(path -> path.substring(path.indexOf(' ') + 1))
                .anyMatch(path -> path.startsWith("spec.template.") || path.startsWith("spec.selector."));
    }

    /** By the live selector: that is what its pods were made with. */
    private List<String> podsOf(HasMetadata wanted) {
        HasMetadata live = client.resource(wanted).get();
        return selector(live == null ? wanted : live)
                .map(LabelSelector::getMatchLabels)
                .map(
                        labels -> client
                                .pods()
                                .inNamespace(wanted.getMetadata().getNamespace())
                                .withLabels(labels)
                                .list()
                                .getItems()
                                .stream()
                                .map(pod -> pod.getMetadata().getName())
                                .sorted()
                                .toList())
                .orElse(List.of());
    }

    private static Optional<LabelSelector> selector(HasMetadata workload) {
        if (workload instanceof Deployment deployment) {
            return Optional.of(deployment.getSpec().getSelector());
        }
        if (workload instanceof StatefulSet set) {
            return Optional.of(set.getSpec().getSelector());
        }
        return workload instanceof DaemonSet set ? Optional.of(set.getSpec().getSelector()) : Optional.empty();
    }
}
