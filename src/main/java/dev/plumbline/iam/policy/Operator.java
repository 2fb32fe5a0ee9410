package dev.plumbline.iam.policy;

import java.util.Optional;

/**
 * A condition operator as written: {@code [ForAnyValue:|ForAllValues:]StringEquals[IfExists]}.
 *
 * @param quantifier the prefix
 * @param comparison the operator itself
 * @param ifExists the suffix: holds when the key is absent
 */
public record Operator(Quantifier quantifier, Comparison comparison, boolean ifExists) {
    private static final String IF_EXISTS = "IfExists";

    /** How many values of a key must fit. */
    public enum Quantifier {
        NONE(""),
        /** False when the key is absent. */
        ANY("ForAnyValue:"),
        /** True when the key is absent. */
        ALL("ForAllValues:");

        private final String prefix;

        Quantifier(String prefix) {
            this.prefix = prefix;
        }
    }

    /** @return empty if IAM knows no such operator */
    public static Optional<Operator> parse(String text) {
        Quantifier quantifier = text.startsWith(Quantifier.ANY.prefix)
                ? Quantifier.ANY
                : text.startsWith(Quantifier.ALL.prefix) ? Quantifier.ALL : Quantifier.NONE;
        String word = text.substring(quantifier.prefix.length());
        boolean ifExists = word.endsWith(IF_EXISTS);
        return Comparison.of(ifExists ? word.substring(0, word.length() - IF_EXISTS.length()) : word)
                .filter(comparison -> !(ifExists && comparison == Comparison.NULL))
                .map(comparison -> new Operator(quantifier, comparison, ifExists));
    }

    /** Whether it holds for a request that lacks the key; {@code Null} is asked elsewhere. */
    public boolean holdsWithoutKey() {
        return switch (quantifier) {
            case ALL -> true;
            case ANY -> ifExists;
            case NONE -> ifExists || comparison.isNegated();
        };
    }

    /** The plain operator that holds exactly when this negated one does not. */
    public Operator positive() {
        return new Operator(Quantifier.NONE, comparison.positive(), false);
    }

    @Override
    public String toString() {
        return quantifier.prefix + comparison.word() + (ifExists ? IF_EXISTS : "");
    }
}
