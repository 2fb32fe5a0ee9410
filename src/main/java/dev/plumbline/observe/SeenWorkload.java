package dev.plumbline.observe;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A Deployment or StatefulSet as seen. */
public record SeenWorkload(HasMetadata object, Origin origin) implements Seen<HasMetadata> {

    /** {@code spec.replicas}; empty if left to an autoscaler. */
    public Optional<Integer> replicas() {
        return Optional.ofNullable(
                object instanceof Deployment deployment
                        ? deployment.getSpec().getReplicas()
                        : ((StatefulSet) object).getSpec().getReplicas());
    }

    public PodTemplateSpec template() {
        return object instanceof Deployment deployment
                ? deployment.getSpec().getTemplate()
                : ((StatefulSet) object).getSpec().getTemplate();
    }

    public LabelSelector selector() {
        return object instanceof Deployment deployment
                ? deployment.getSpec().getSelector()
                : ((StatefulSet) object).getSpec().getSelector();
    }

    /** Labels of its pods. */
    public Map<String, String> podLabels() {
        Map<String, String> labels = template().getMetadata().getLabels();
        return labels == null ? Map.of() : labels;
    }

    /** Annotations of its pods. */
    public Map<String, String> podAnnotations() {
        Map<String, String> annotations = template().getMetadata().getAnnotations();
        return annotations == null ? Map.of() : annotations;
    }

    /** Every container, init containers first. */
    public List<SeenContainer> containers() {
        var spec = template().getSpec();
        return Stream.concat(
                        containers("initContainers", spec.getInitContainers()),
                        containers("containers", spec.getContainers()))
                .toList();
    }

    /** One container; fails naming those that are there. */
    public SeenContainer container(String name) {
        List<SeenContainer> all = containers();
        return all.stream()
                .filter(container -> name.equals(container.name()))
                .findFirst()
                .orElseThrow(() -> new MissingObject("%s (%s) has no container %s: spec.template.spec.containers has %s"
                        .formatted(
                                id(),
                                origin,
                                name,
                                all.stream().map(SeenContainer::name).toList())));
    }

    private Stream<SeenContainer> containers(String list, List<Container> containers) {
        return containers.stream()
                .map(container -> new SeenContainer(
                        this, container, "spec.template.spec.%s[%s]".formatted(list, container.getName())));
    }

    @Override
    public String toString() {
        return id().toString();
    }
}
