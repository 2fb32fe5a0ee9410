package dev.plumbline.observe;

import io.fabric8.kubernetes.api.model.HasMetadata;

/**
 * Which object.
 *
 * @param kind its kind
 * @param namespace empty for cluster-scoped objects
 * @param name its name
 */
public record ObjectId(Kind kind, String namespace, String name) {
    public static ObjectId of(HasMetadata object) {
        String namespace = object.getMetadata().getNamespace();
        return new ObjectId(
                Kind.of(object),
                namespace == null ? "" : namespace,
                object.getMetadata().getName());
    }

    @Override
    public String toString() {
        return kind + " " + (namespace.isEmpty() ? "" : namespace + "/") + name;
    }
}
