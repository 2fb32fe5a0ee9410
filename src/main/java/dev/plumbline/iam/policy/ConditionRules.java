package dev.plumbline.iam.policy;

/**
 * Whether a condition holds, by IAM's rules for keys with one value.
 *
 * @param variables whether {@code ${...}} in values stands for something
 */
public record ConditionRules(boolean variables) {

    public Truth holds(Condition condition, ContextValue value) {
        if (value instanceof ContextValue.Unknown) {
            return Truth.UNKNOWN;
        }
        Operator operator = condition.operator();
        if (operator.comparison() == Comparison.NULL) {
            boolean absent = value instanceof ContextValue.Absent;
            return Truth.of(condition.values().stream().anyMatch(wanted -> wanted.equalsIgnoreCase("" + absent)));
        }
        if (value instanceof ContextValue.Present present) {
            return operator.comparison().isTextual() ? compare(condition, present.text()) : Truth.UNKNOWN;
        }
        return Truth.of(operator.holdsWithoutKey());
    }

    private Truth compare(Condition condition, String text) {
        Comparison comparison = condition.operator().comparison();
        if (condition.values().stream().anyMatch(wanted -> fits(comparison, wanted, text))) {
            return Truth.of(!comparison.isNegated());
        }
        return condition.values().stream().anyMatch(this::hasVariable)
                ? Truth.UNKNOWN
                : Truth.of(comparison.isNegated());
    }

    private boolean fits(Comparison comparison, String wanted, String text) {
        if (hasVariable(wanted)) {
            return false;
        }
        if (comparison.takesWildcards()) {
            return new Wildcard(wanted, comparison.capitals()).matches(text);
        }
        return comparison.capitals() == Case.IGNORED ? wanted.equalsIgnoreCase(text) : wanted.equals(text);
    }

    /** Whether a value depends on the request. */
    public boolean hasVariable(String value) {
        return variables && value.contains("${");
    }
}
