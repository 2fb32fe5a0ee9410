package dev.plumbline.deploy;

import dev.plumbline.cluster.Models;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.type.TypeReference;

/** Of a live object, what a field manager applied: applying that again takes back what it applied since. */
final class OwnFields {
    private static final TypeReference<Map<String, Object>> TREE = new TypeReference<>() {};

    /** What the server keeps for itself. */
    private static final List<String> OF_THE_SERVER =
            List.of("managedFields", "resourceVersion", "generation", "uid", "creationTimestamp", "selfLink");

    private OwnFields() {}

    /** @return the object as that manager declared it; whole if the manager never applied it, since then somebody else declared it */
    static HasMetadata of(HasMetadata live, String manager) {
        Map<String, Object> tree = Models.tree(live);
        Map<String, Object> declared =
                applied(live, manager).map(fields -> children(tree, fields)).orElseGet(() -> new LinkedHashMap<>(tree));
        declared.remove("status");
        Map<String, Object> metadata = new LinkedHashMap<>(map(declared.get("metadata")));
        OF_THE_SERVER.forEach(metadata::remove);
        metadata.put("name", live.getMetadata().getName());
        if (live.getMetadata().getNamespace() != null) {
            metadata.put("namespace", live.getMetadata().getNamespace());
        }
        declared.put("metadata", metadata);
        declared.put("apiVersion", live.getApiVersion());
        declared.put("kind", live.getKind());
        return Models.typed(declared);
    }

    private static Optional<Map<String, Object>> applied(HasMetadata live, String manager) {
        return Optional.ofNullable(live.getMetadata().getManagedFields()).orElse(List.of()).stream()
                .filter(entry -> manager.equals(entry.getManager()) && "Apply".equals(entry.getOperation()))
                .filter(entry ->
                        entry.getSubresource() == null || entry.getSubresource().isEmpty())
                .map(ManagedFieldsEntry::getFieldsV1)
                .map(fields -> fields.getAdditionalProperties())
                .findFirst();
    }

    /** {@code f:name} is a field, {@code .} the object itself; elements of lists ({@code k:}, {@code v:}) come with their whole list. */
    private static Map<String, Object> children(Map<String, Object> live, Map<String, Object> fields) {
        Map<String, Object> own = new LinkedHashMap<>();
        fields.forEach((key, below) -> {
            String name = key.startsWith("f:") ? key.substring(2) : "";
            if (live.containsKey(name)) {
                Object value = live.get(name);
                boolean whole = !(value instanceof Map<?, ?>) || map(below).isEmpty();
                own.put(name, whole ? value : children(map(value), map(below)));
            }
        });
        return own;
    }

    @SuppressWarnings("unchecked") // keys of a JSON object are texts
    private static Map<String, Object> map(Object node) {
        return node instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }
}
