package dev.plumbline.deploy;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Map;
import java.util.Objects;

/**
 * Which object.
 *
 * @param namespace empty for cluster-scoped ones
 */
public record ObjectKey(String apiVersion, String kind, String namespace, String name) {

    static ObjectKey of(HasMetadata object) {
        return new ObjectKey(
                object.getApiVersion(),
                object.getKind(),
                Objects.requireNonNullElse(object.getMetadata().getNamespace(), ""),
                object.getMetadata().getName());
    }

    static ObjectKey of(Map<String, Object> tree) {
        Map<?, ?> metadata = (Map<?, ?>) tree.get("metadata");
        return new ObjectKey(
                String.valueOf(tree.get("apiVersion")),
                String.valueOf(tree.get("kind")),
                Objects.toString(metadata.get("namespace"), ""),
                String.valueOf(metadata.get("name")));
    }

    /** {@code Kind/namespace/name}, or {@code Kind/name}. */
    @Override
    public String toString() {
        return namespace.isEmpty() ? kind + "/" + name : kind + "/" + namespace + "/" + name;
    }
}
