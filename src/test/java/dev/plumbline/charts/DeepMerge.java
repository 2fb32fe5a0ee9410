package dev.plumbline.charts;

import java.util.LinkedHashMap;
import java.util.Map;

/** Values over values as Helm lays them: maps are merged, everything else replaces. */
final class DeepMerge {
    private DeepMerge() {}

    @SuppressWarnings("unchecked")
    static Map<String, Object> of(Map<String, Object> below, Map<String, Object> above) {
        Map<String, Object> merged = new LinkedHashMap<>(below);
        above.forEach((key, value) -> merged.merge(
                key,
                value,
                (old, now) -> old instanceof Map && now instanceof Map
                        ? of((Map<String, Object>) old, (Map<String, Object>) now)
                        : now));
        return merged;
    }
}
