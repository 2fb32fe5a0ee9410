package dev.plumbline.observe;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A Deployment or StatefulSet as seen. */
public record SeenWorkload(HasMetadata object, Origin origin) implements Seen<HasMetadata> {
    private static final String TEMPLATE = "spec.template.spec";

    /** {@code spec.replicas}; empty if left to an autoscaler. */
    public Optional<Integer> replicas() {
        return Optional.ofNullable(
                object instanceof Deployment deployment
                        ? deployment.getSpec().getReplicas()
                        : ((StatefulSet) object).getSpec().getReplicas());
    }

    /** How many pods it has, as its controller counts them; empty while it has no status. */
    public Optional<Integer> pods() {
        return object instanceof Deployment deployment
                ? Optional.ofNullable(deployment.getStatus()).map(status -> status.getReplicas())
                : Optional.ofNullable(((StatefulSet) object).getStatus()).map(status -> status.getReplicas());
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

    /** Whether its pods get that Secret as files, and no container gets it as variables. */
    public boolean mountsSecret(String secret) {
        var spec = template().getSpec();
        boolean mounted = Optional.ofNullable(spec.getVolumes()).orElse(List.of()).stream()
                .anyMatch(volume -> volume.getSecret() != null
                        && secret.equals(volume.getSecret().getSecretName()));
        return mounted
                && containers().stream()
                        .flatMap(container -> container.container().getEnv().stream())
                        .noneMatch(variable -> variable.getValueFrom() != null
                                && variable.getValueFrom().getSecretKeyRef() != null
                                && secret.equals(variable.getValueFrom()
                                        .getSecretKeyRef()
                                        .getName()));
    }

    /** Every container, init containers first. */
    public List<SeenContainer> containers() {
        return SeenContainer.of(this, template().getSpec(), TEMPLATE);
    }

    /** One container; fails naming those that are there. */
    public SeenContainer container(String name) {
        return SeenContainer.named(name, this, TEMPLATE, containers());
    }

    @Override
    public String toString() {
        return id().toString();
    }
}
