package dev.plumbline.helm;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A hook of a revision that is restored by an upgrade, with events that make Helm do what a rollback does: its jobs for an upgrade do
 * not run (an old migration has no business with a newer database), its hooks for a rollback do. What else is declared as a hook,
 * configuration mostly, comes back like everything else.
 */
final class RestoredHook {
    private static final String EVENTS = "helm.sh/hook";
    private static final Set<String> RUN = Set.of("Job", "Pod");
    private static final Map<String, String> ROLLBACK_OF =
            Map.of("pre-upgrade", "pre-rollback", "post-upgrade", "post-rollback");

    private RestoredHook() {}

    /** @return the hook with its events; empty if none is left */
    static Optional<Map<String, Object>> of(Map<String, Object> hook) {
        Map<String, Object> metadata = map(hook.get("metadata"));
        Map<String, Object> annotations = map(metadata.get("annotations"));
        Set<String> events = new LinkedHashSet<>();
        for (String event : String.valueOf(annotations.getOrDefault(EVENTS, "")).split(",")) {
            events.add(event.strip());
        }
        ROLLBACK_OF.forEach((upgrade, rollback) -> {
            if (events.contains(rollback)) {
                events.add(upgrade);
            } else if (RUN.contains(String.valueOf(hook.get("kind")))) {
                events.remove(upgrade);
            }
        });
        annotations.put(EVENTS, String.join(",", events));
        metadata.put("annotations", annotations);
        Map<String, Object> restored = new LinkedHashMap<>(hook);
        restored.put("metadata", metadata);
        return events.isEmpty() ? Optional.empty() : Optional.of(restored);
    }

    private static Map<String, Object> map(Object node) {
        Map<String, Object> map = new LinkedHashMap<>();
        if (node instanceof Map<?, ?> tree) {
            tree.forEach((key, value) -> map.put(key.toString(), value));
        }
        return map;
    }
}
