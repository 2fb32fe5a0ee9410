package dev.plumbline.observe;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;

/** A ClusterSecretStore as seen. */
public record SeenSecretStore(GenericKubernetesResource object, Origin origin) implements SeenCustom {
    @Override
    public String toString() {
        return id().toString();
    }
}
