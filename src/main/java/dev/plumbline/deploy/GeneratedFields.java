package dev.plumbline.deploy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The declared rule for what charts generate anew on each render, and so must not count as a change: certificates in TLS Secrets, and
 * the {@code caBundle} of webhooks, API services and CRD conversions that belong to them.
 */
final class GeneratedFields {
    private GeneratedFields() {}

    static Map<String, Object> without(Map<String, Object> object) {
        Map<String, Object> copy = new LinkedHashMap<>(object);
        if ("Secret".equals(object.get("kind")) && "kubernetes.io/tls".equals(object.get("type"))) {
            copy.remove("data");
        }
        copy.replaceAll((key, value) -> withoutBundles(value));
        return copy;
    }

    private static Object withoutBundles(Object node) {
        if (node instanceof Map<?, ?> map) {
            Map<Object, Object> copy = new LinkedHashMap<>();
            map.forEach((key, value) -> {
                if (!"caBundle".equals(key)) {
                    copy.put(key, withoutBundles(value));
                }
            });
            return copy;
        }
        return node instanceof List<?> list
                ? list.stream().map(GeneratedFields::withoutBundles).toList()
                : node;
    }
}
