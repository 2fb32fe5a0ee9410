package dev.plumbline.iam.policy;

import java.util.List;

/**
 * One condition: an operator, one key, and the values of which one must fit.
 *
 * @param operator how it compares
 * @param key the context key as written; capitals do not matter
 * @param values as written; empty fits nothing
 */
public record Condition(Operator operator, String key, List<String> values) {
    public Condition {
        values = List.copyOf(values);
    }

    public boolean isOn(String otherKey) {
        return key.equalsIgnoreCase(otherKey);
    }

    /** For people: {@code StringEquals KEY = "a" or "b"}. */
    public String label() {
        return operator + " " + key + " = "
                + (values.isEmpty() ? "nothing" : "\"" + String.join("\" or \"", values) + "\"");
    }
}
