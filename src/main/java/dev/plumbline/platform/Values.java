package dev.plumbline.platform;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Chart values: trees of maps, lists and scalars. */
final class Values {
    private Values() {}

    /** Alternating keys and values; a key may be a path with {@code /} between its parts. */
    static Map<String, Object> of(Object... keysAndValues) {
        Map<String, Object> tree = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            put(tree, ((String) keysAndValues[i]).split("/"), keysAndValues[i + 1]);
        }
        return tree;
    }

    /** The way Helm merges: maps are merged, anything else of a later layer replaces what was there; null takes a default away. */
    @SafeVarargs
    static Map<String, Object> merge(Map<String, Object>... layers) {
        Map<String, Object> merged = new LinkedHashMap<>();
        for (Map<String, Object> layer : layers) {
            // not Map.merge, which refuses null
            layer.forEach((key, value) -> merged.put(key, mergeValue(merged.get(key), copy(value))));
        }
        return merged;
    }

    @SuppressWarnings("unchecked")
    private static Object mergeValue(Object old, Object young) {
        return old instanceof Map && young instanceof Map
                ? merge((Map<String, Object>) old, (Map<String, Object>) young)
                : young;
    }

    @SuppressWarnings("unchecked")
    private static Object copy(Object value) {
        if (value instanceof Map<?, ?> map) {
            return merge((Map<String, Object>) map);
        }
        return value instanceof List<?> list ? new ArrayList<>(list) : value;
    }

    @SuppressWarnings("unchecked")
    private static void put(Map<String, Object> tree, String[] path, Object value) {
        Map<String, Object> node = tree;
        for (int i = 0; i < path.length - 1; i++) {
            node = (Map<String, Object>) node.computeIfAbsent(path[i], key -> new LinkedHashMap<String, Object>());
        }
        node.put(path[path.length - 1], value);
    }
}
