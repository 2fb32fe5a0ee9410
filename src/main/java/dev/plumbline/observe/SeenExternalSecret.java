package dev.plumbline.observe;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;

/** An ExternalSecret as seen. */
public record SeenExternalSecret(GenericKubernetesResource object, Origin origin) implements SeenCustom {
    @Override
    public String toString() {
        return id().toString();
    }
}
