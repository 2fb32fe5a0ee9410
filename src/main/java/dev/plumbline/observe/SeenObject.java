package dev.plumbline.observe;

import io.fabric8.kubernetes.api.model.HasMetadata;

/** Any object, where only what all objects have is asked for. */
public record SeenObject(HasMetadata object, Origin origin) implements Seen<HasMetadata> {
    @Override
    public String toString() {
        return id().toString();
    }
}
