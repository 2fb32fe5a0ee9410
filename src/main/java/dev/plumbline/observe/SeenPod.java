package dev.plumbline.observe;

import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.Optional;

/** A pod as seen. */
public record SeenPod(Pod object, Origin origin) implements Seen<Pod> {

    /** Name of the ReplicaSet or StatefulSet that made it. */
    public Optional<String> owner() {
        return object.getMetadata().getOwnerReferences().stream()
                .filter(reference -> Boolean.TRUE.equals(reference.getController()))
                .map(OwnerReference::getName)
                .findFirst();
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
