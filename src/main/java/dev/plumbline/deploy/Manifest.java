package dev.plumbline.deploy;

import dev.plumbline.cluster.Models;
import dev.plumbline.readiness.ObjectRef;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.ObjectReader;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** A YAML stream of Kubernetes objects, read: lists flattened, hooks and empty documents left out. */
public final class Manifest {
    /** Not as maps: an empty document is null. */
    private static final ObjectReader DOCUMENTS = new YAMLMapper().readerFor(Object.class);

    private Manifest() {}

    /** Each object as a tree. */
    public static List<Map<String, Object>> trees(String yaml) {
        try (MappingIterator<Object> documents = DOCUMENTS.readValues(yaml)) {
            return documents.readAll().stream()
                    .filter(document -> document instanceof Map<?, ?> map && map.get("kind") != null)
                    .map(Manifest::tree)
                    .flatMap(Manifest::flatten)
                    .filter(document -> !isHook(document))
                    .toList();
        }
    }

    /**
     * Each object as its type; {@code GenericKubernetesResource} for kinds that have none.
     *
     * @param releaseNamespace where Helm puts namespaced objects whose template names none
     */
    public static List<HasMetadata> objects(String yaml, String releaseNamespace) {
        return trees(yaml).stream().map(tree -> object(tree, releaseNamespace)).toList();
    }

    private static HasMetadata object(Map<String, Object> tree, String releaseNamespace) {
        HasMetadata object = Models.typed(tree);
        ObjectRef.of(object, releaseNamespace).namespace().ifPresent(namespace -> object.getMetadata()
                .setNamespace(namespace));
        return object;
    }

    private static Stream<Map<String, Object>> flatten(Map<String, Object> document) {
        return "List".equals(document.get("kind")) && document.get("items") instanceof List<?> items
                ? items.stream().map(Manifest::tree)
                : Stream.of(document);
    }

    @SuppressWarnings("unchecked") // keys of a YAML mapping are read as text
    private static Map<String, Object> tree(Object document) {
        return (Map<String, Object>) document;
    }

    private static boolean isHook(Map<String, Object> document) {
        return document.get("metadata") instanceof Map<?, ?> metadata
                && metadata.get("annotations") instanceof Map<?, ?> annotations
                && annotations.containsKey("helm.sh/hook");
    }
}
