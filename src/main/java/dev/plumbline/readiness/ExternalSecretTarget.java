package dev.plumbline.readiness;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The Secret that an ExternalSecret writes.
 *
 * @param name of the Secret
 * @param created whether it writes one at all ({@code creationPolicy: None} does not)
 * @param keys those that the spec names; a {@code dataFrom} brings others
 */
record ExternalSecretTarget(String name, boolean created, List<String> keys) {
    ExternalSecretTarget {
        keys = List.copyOf(keys);
    }

    static ExternalSecretTarget of(GenericKubernetesResource externalSecret) {
        Map<?, ?> spec = map(externalSecret.getAdditionalProperties().get("spec"));
        Map<?, ?> target = map(spec.get("target"));
        Object name = target.get("name");
        return new ExternalSecretTarget(
                name == null || name.toString().isEmpty()
                        ? externalSecret.getMetadata().getName()
                        : name.toString(),
                !"None".equals(target.get("creationPolicy")),
                keys(spec, map(target.get("template"))));
    }

    /** A template replaces the fetched keys by its own, unless it is to be merged with them. */
    private static List<String> keys(Map<?, ?> spec, Map<?, ?> template) {
        List<String> keys = new ArrayList<>();
        Map<?, ?> templated = map(template.get("data"));
        templated.keySet().forEach(key -> keys.add(key.toString()));
        boolean replaced = !templated.isEmpty() || template.get("templateFrom") != null;
        if (!replaced || "Merge".equals(template.get("mergePolicy"))) {
            list(spec.get("data")).stream()
                    .map(each -> map(each).get("secretKey"))
                    .filter(String.class::isInstance)
                    .forEach(key -> keys.add(key.toString()));
        }
        return keys;
    }

    private static Map<?, ?> map(Object value) {
        return value instanceof Map<?, ?> found ? found : Map.of();
    }

    private static List<?> list(Object value) {
        return value instanceof List<?> found ? found : List.of();
    }
}
