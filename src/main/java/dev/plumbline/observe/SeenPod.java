package dev.plumbline.observe;

import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.util.List;
import java.util.Optional;

/** A pod as seen. */
public record SeenPod(Pod object, Origin origin) implements Seen<Pod> {
    private static final String SPEC = "spec";

    /** Name of the ReplicaSet or StatefulSet that made it. */
    public Optional<String> owner() {
        return object.getMetadata().getOwnerReferences().stream()
                .filter(reference -> Boolean.TRUE.equals(reference.getController()))
                .map(OwnerReference::getName)
                .findFirst();
    }

    /** Every container, init containers first, those that webhooks added among them. */
    public List<SeenContainer> containers() {
        return SeenContainer.of(this, object.getSpec(), SPEC);
    }

    /** One container; fails naming those that are there. */
    public SeenContainer container(String name) {
        return SeenContainer.named(name, this, SPEC, containers());
    }

    /** Whether the kubelet says that it serves. */
    public boolean isReady() {
        return Optional.ofNullable(object.getStatus()).map(PodStatus::getConditions).orElse(List.of()).stream()
                .anyMatch(condition -> "Ready".equals(condition.getType()) && "True".equals(condition.getStatus()));
    }

    /** On its way out. */
    public boolean isTerminating() {
        return object.getMetadata().getDeletionTimestamp() != null;
    }

    @Override
    public String toString() {
        return id().toString();
    }
}
