package dev.plumbline.observe;

import io.fabric8.kubernetes.api.model.Namespace;

/** A namespace as seen. */
public record SeenNamespace(Namespace object, Origin origin) implements Seen<Namespace> {
    @Override
    public String toString() {
        return id().toString();
    }
}
