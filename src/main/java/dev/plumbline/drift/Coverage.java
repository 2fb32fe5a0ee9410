package dev.plumbline.drift;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whether a live object holds all that is declared, letter by letter. Yes is certain. No is a question for the server: {@code 1000m} is
 * {@code 1}, and only it knows how lists are merged.
 */
final class Coverage {
    private static final Set<String> SERVERS_OWN = Set.of("status");

    private Coverage() {}

    static boolean holds(Map<String, Object> live, Map<String, Object> declared) {
        return declared.entrySet().stream()
                .allMatch(field ->
                        SERVERS_OWN.contains(field.getKey()) || covers(live.get(field.getKey()), field.getValue()));
    }

    private static boolean covers(Object live, Object declared) {
        if (declared == null) {
            return live == null;
        }
        if (declared instanceof Map<?, ?> map) {
            return live instanceof Map<?, ?> there
                    ? map.entrySet().stream().allMatch(field -> covers(there.get(field.getKey()), field.getValue()))
                    : live == null && map.isEmpty();
        }
        if (declared instanceof List<?> list) {
            return live instanceof List<?> there ? coversAll(there, list) : live == null && list.isEmpty();
        }
        return String.valueOf(declared).equals(String.valueOf(live));
    }

    private static boolean coversAll(List<?> live, List<?> declared) {
        if (live.size() < declared.size()) {
            return false;
        }
        for (int i = 0; i < declared.size(); i++) {
            if (!covers(live.get(i), declared.get(i)) && !coveredElsewhere(live, declared.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** Elements with names may stand anywhere; the order of arguments counts. */
    private static boolean coveredElsewhere(List<?> live, Object declared) {
        return declared instanceof Map<?, ?> map
                && map.get("name") != null
                && live.stream()
                        .anyMatch(each -> each instanceof Map<?, ?> other
                                && map.get("name").equals(other.get("name"))
                                && covers(other, map));
    }
}
