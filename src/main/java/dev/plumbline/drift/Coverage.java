package dev.plumbline.drift;

import io.fabric8.kubernetes.api.model.Quantity;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whether a live object holds all that is declared. Yes is certain: letter by letter, and in workloads also by what their API says of
 * quantities and of fields that it does not keep. No is a question for the server: only it knows how lists are merged.
 */
final class Coverage {
    private static final Set<String> SERVERS_OWN = Set.of("status");

    private static final String WORKLOADS = "apps/v1";

    /** Maps of quantities: {@code 2000m} is {@code 2}. */
    private static final Set<String> AMOUNTS = Set.of("limits", "requests");

    /** What is not kept when it has this value, and means nothing else when it is absent ({@code omitempty}, and no pointer). */
    private static final Map<String, Object> NOT_KEPT = Map.of(
            "minReadySeconds", 0,
            "initialDelaySeconds", 0,
            "hostNetwork", false,
            "hostPID", false,
            "hostIPC", false);

    private final boolean workload;

    private Coverage(boolean workload) {
        this.workload = workload;
    }

    static boolean holds(Map<String, Object> live, Map<String, Object> declared) {
        Coverage coverage = new Coverage(WORKLOADS.equals(declared.get("apiVersion")));
        return declared.entrySet().stream()
                .allMatch(field -> SERVERS_OWN.contains(field.getKey())
                        || coverage.coversField(field.getKey(), live.get(field.getKey()), field.getValue()));
    }

    private boolean coversField(Object name, Object live, Object declared) {
        return covers(live, declared)
                || workload && live == null && declared.equals(NOT_KEPT.get(name))
                || workload && AMOUNTS.contains(name) && areSameAmounts(live, declared);
    }

    private boolean covers(Object live, Object declared) {
        if (declared == null) {
            return live == null;
        }
        if (declared instanceof Map<?, ?> map) {
            return live instanceof Map<?, ?> there
                    ? map.entrySet().stream()
                            .allMatch(field -> coversField(field.getKey(), there.get(field.getKey()), field.getValue()))
                    : live == null && map.isEmpty();
        }
        if (declared instanceof List<?> list) {
            return live instanceof List<?> there ? coversAll(there, list) : live == null && list.isEmpty();
        }
        return String.valueOf(declared).equals(String.valueOf(live));
    }

    private boolean coversAll(List<?> live, List<?> declared) {
        // who else may add an element, owns it by its name; without one, the list is one field
        if (live.size() < declared.size()
                || live.size() > declared.size() && !live.stream().allMatch(Coverage::isNamed)) {
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
    private boolean coveredElsewhere(List<?> live, Object declared) {
        return isNamed(declared)
                && declared instanceof Map<?, ?> map
                && live.stream()
                        .anyMatch(each -> each instanceof Map<?, ?> other
                                && map.get("name").equals(other.get("name"))
                                && covers(other, map));
    }

    private static boolean isNamed(Object element) {
        return element instanceof Map<?, ?> map && map.get("name") != null;
    }

    private static boolean areSameAmounts(Object live, Object declared) {
        return live instanceof Map<?, ?> there
                && declared instanceof Map<?, ?> map
                && map.entrySet().stream()
                        .allMatch(each -> there.containsKey(each.getKey())
                                && isSameAmount(there.get(each.getKey()), each.getValue()));
    }

    private static boolean isSameAmount(Object live, Object declared) {
        try {
            return new Quantity(String.valueOf(live)).equals(new Quantity(String.valueOf(declared)));
        } catch (IllegalArgumentException none) {
            // no quantity: then the server says what is wrong with it
            return false;
        }
    }
}
