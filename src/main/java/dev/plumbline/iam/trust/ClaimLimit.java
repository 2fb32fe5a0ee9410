package dev.plumbline.iam.trust;

import dev.plumbline.iam.policy.Comparison;
import dev.plumbline.iam.policy.Condition;
import dev.plumbline.iam.policy.ConditionRules;
import dev.plumbline.iam.policy.ContextValue;
import dev.plumbline.iam.policy.Truth;
import dev.plumbline.iam.policy.Wildcard;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Which values of one claim the conditions of a statement let through: a proven finite set, or no proof. */
sealed interface ClaimLimit {

    /** These and no others. */
    record Only(Set<String> values) implements ClaimLimit {}

    /** More than can be listed, and why. */
    record Open(String why) implements ClaimLimit {}

    /**
     * @param key the claim's condition key
     * @param conditions of the statement, all of which must hold
     * @param expected the value that should be let through; others that differ from it in capitals only are it
     */
    static ClaimLimit of(String key, List<Condition> conditions, String expected, ConditionRules rules) {
        List<Condition> onKey =
                conditions.stream().filter(condition -> condition.isOn(key)).toList();
        if (onKey.isEmpty()) {
            return new Open("it has no condition on " + key);
        }
        boolean required = onKey.stream().anyMatch(condition -> requires(condition, rules));
        return onKey.stream()
                .filter(condition -> required || !condition.operator().holdsWithoutKey())
                .filter(condition -> lists(condition, rules))
                .min(Comparator.comparing(ClaimLimit::isFolded))
                .<ClaimLimit>map(listing -> new Only(remaining(listing, onKey, expected, rules)))
                .orElseGet(() -> new Open(why(onKey, required, rules)));
    }

    /** Whether the condition fails when the key is absent. */
    private static boolean requires(Condition condition, ConditionRules rules) {
        return rules.holds(condition, new ContextValue.Absent()) == Truth.FALSE;
    }

    /** Whether its values are all that fit. */
    private static boolean lists(Condition condition, ConditionRules rules) {
        Comparison comparison = condition.operator().comparison();
        return comparison.isTextual()
                && !comparison.isNegated()
                && condition.values().stream().noneMatch(rules::hasVariable)
                && (comparison != Comparison.STRING_LIKE
                        || condition.values().stream().noneMatch(Wildcard::isIn));
    }

    private static boolean isFolded(Condition condition) {
        return condition.operator().comparison() == Comparison.STRING_EQUALS_IGNORE_CASE;
    }

    private static Set<String> remaining(
            Condition listing, List<Condition> onKey, String expected, ConditionRules rules) {
        Set<String> remaining = new LinkedHashSet<>();
        for (String value : listing.values()) {
            if (isFolded(listing)) {
                // one value stands for all its spellings, of which another condition may refuse one and admit the next
                remaining.add(value.equalsIgnoreCase(expected) ? expected : value);
            } else if (possible(value, onKey, rules)) {
                remaining.add(value);
            }
        }
        return remaining;
    }

    private static boolean possible(String value, List<Condition> onKey, ConditionRules rules) {
        ContextValue present = new ContextValue.Present(value);
        return onKey.stream().noneMatch(condition -> rules.holds(condition, present) == Truth.FALSE);
    }

    private static String why(List<Condition> onKey, boolean required, ConditionRules rules) {
        Condition first = onKey.get(0);
        Comparison comparison = first.operator().comparison();
        String label = first.label();
        if (comparison == Comparison.NULL) {
            return label + " asks only whether the key is there";
        }
        if (comparison.isNegated()) {
            return label + " lets everything else through";
        }
        if (first.values().stream().anyMatch(rules::hasVariable)) {
            return label + " depends on the request";
        }
        if (!required && first.operator().holdsWithoutKey()) {
            return label + " also holds when the key is absent";
        }
        return comparison.isTextual() ? label + " has a wildcard" : label + " does not compare texts";
    }
}
