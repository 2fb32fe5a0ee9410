package dev.plumbline.readiness;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespaced;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Which object is meant, without its content.
 *
 * @param apiVersion {@code v1}, {@code apps/v1}
 * @param kind {@code Deployment}
 * @param namespace empty = the kind has no namespace
 * @param name its name
 */
public record ObjectRef(String apiVersion, String kind, Optional<String> namespace, String name) {

    /** Kinds of custom resources on this platform that live outside namespaces: their class does not tell. */
    private static final Set<String> CLUSTER_SCOPED =
            Set.of("ClusterSecretStore", "ClusterExternalSecret", "IngressClassParams");

    public ObjectRef {
        Objects.requireNonNull(apiVersion, "apiVersion");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(namespace, "namespace");
        Objects.requireNonNull(name, "name");
    }

    /** The reference of an object whose metadata is complete, as a live one's is. */
    public static ObjectRef of(HasMetadata object) {
        return new ObjectRef(
                object.getApiVersion(),
                object.getKind(),
                Optional.ofNullable(object.getMetadata().getNamespace()).filter(namespace -> !namespace.isEmpty()),
                object.getMetadata().getName());
    }

    /**
     * The reference of a rendered object: charts may leave the namespace out, and Helm then takes the release's.
     *
     * @param releaseNamespace where the release is installed
     */
    public static ObjectRef of(HasMetadata object, String releaseNamespace) {
        ObjectRef ref = of(object);
        return ref.namespace().isPresent() || !isNamespaced(object) ? ref : ref.in(releaseNamespace);
    }

    private static boolean isNamespaced(HasMetadata object) {
        if (object instanceof GenericKubernetesResource) {
            return !CLUSTER_SCOPED.contains(object.getKind());
        }
        return object instanceof Namespaced;
    }

    private ObjectRef in(String other) {
        return new ObjectRef(apiVersion, kind, Optional.of(other), name);
    }

    /** The API group; empty for the core group. */
    public String group() {
        int slash = apiVersion.indexOf('/');
        return slash < 0 ? "" : apiVersion.substring(0, slash);
    }

    /** {@code Deployment/llm-judge/gateway-service}, {@code Namespace/llm-judge}. */
    @Override
    public String toString() {
        return kind + "/" + namespace.map(each -> each + "/").orElse("") + name;
    }
}
