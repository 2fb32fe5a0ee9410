package dev.plumbline.observe;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An object whose type is not part of Kubernetes. */
public interface SeenCustom extends Seen<GenericKubernetesResource> {

    /**
     * A field.
     *
     * @param path names of fields, for example {@code "spec", "provider", "aws"}
     * @return empty if it, or anything above it, is not there
     */
    default Optional<Object> field(Object... path) {
        return Optional.ofNullable(object().get(path));
    }

    /** A field that holds a list of objects; empty if it is not there. */
    @SuppressWarnings("unchecked")
    default List<Map<String, Object>> maps(Object... path) {
        return field(path)
                .filter(List.class::isInstance)
                .map(list -> (List<Map<String, Object>>) list)
                .orElse(List.of());
    }

    /** A condition of the status. */
    default Optional<Map<String, Object>> condition(String type) {
        return maps("status", "conditions").stream()
                .filter(condition -> type.equals(condition.get("type")))
                .findFirst();
    }
}
