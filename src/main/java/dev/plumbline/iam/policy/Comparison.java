package dev.plumbline.iam.policy;

import java.util.Arrays;
import java.util.Optional;

/** The condition operators of IAM, without their prefix and suffix. */
public enum Comparison {
    STRING_EQUALS("StringEquals", Kind.TEXT),
    STRING_NOT_EQUALS("StringNotEquals", Kind.TEXT),
    STRING_EQUALS_IGNORE_CASE("StringEqualsIgnoreCase", Kind.TEXT),
    STRING_NOT_EQUALS_IGNORE_CASE("StringNotEqualsIgnoreCase", Kind.TEXT),
    STRING_LIKE("StringLike", Kind.TEXT),
    STRING_NOT_LIKE("StringNotLike", Kind.TEXT),
    NUMERIC_EQUALS("NumericEquals", Kind.OTHER),
    NUMERIC_NOT_EQUALS("NumericNotEquals", Kind.OTHER),
    NUMERIC_LESS_THAN("NumericLessThan", Kind.OTHER),
    NUMERIC_LESS_THAN_EQUALS("NumericLessThanEquals", Kind.OTHER),
    NUMERIC_GREATER_THAN("NumericGreaterThan", Kind.OTHER),
    NUMERIC_GREATER_THAN_EQUALS("NumericGreaterThanEquals", Kind.OTHER),
    DATE_EQUALS("DateEquals", Kind.OTHER),
    DATE_NOT_EQUALS("DateNotEquals", Kind.OTHER),
    DATE_LESS_THAN("DateLessThan", Kind.OTHER),
    DATE_LESS_THAN_EQUALS("DateLessThanEquals", Kind.OTHER),
    DATE_GREATER_THAN("DateGreaterThan", Kind.OTHER),
    DATE_GREATER_THAN_EQUALS("DateGreaterThanEquals", Kind.OTHER),
    BOOL("Bool", Kind.OTHER),
    BINARY_EQUALS("BinaryEquals", Kind.OTHER),
    IP_ADDRESS("IpAddress", Kind.OTHER),
    NOT_IP_ADDRESS("NotIpAddress", Kind.OTHER),
    ARN_EQUALS("ArnEquals", Kind.OTHER),
    ARN_NOT_EQUALS("ArnNotEquals", Kind.OTHER),
    ARN_LIKE("ArnLike", Kind.OTHER),
    ARN_NOT_LIKE("ArnNotLike", Kind.OTHER),
    NULL("Null", Kind.PRESENCE);

    /** What is compared. */
    private enum Kind {
        TEXT,
        PRESENCE,
        OTHER
    }

    private final String word;
    private final Kind kind;

    Comparison(String word, Kind kind) {
        this.word = word;
        this.kind = kind;
    }

    static Optional<Comparison> of(String word) {
        return Arrays.stream(values())
                .filter(comparison -> comparison.word.equals(word))
                .findFirst();
    }

    public String word() {
        return word;
    }

    /** Whether it compares texts, the only thing that claims of a token are. */
    public boolean isTextual() {
        return kind == Kind.TEXT;
    }

    /** Whether it holds when no value fits, and so also when the key is absent. */
    public boolean isNegated() {
        return word.contains("Not");
    }

    boolean takesWildcards() {
        return this == STRING_LIKE || this == STRING_NOT_LIKE;
    }

    Case capitals() {
        return word.endsWith("IgnoreCase") ? Case.IGNORED : Case.MATTERS;
    }

    /** The operator that holds exactly when a negated one does not. */
    Comparison positive() {
        return of(word.replace("Not", "")).orElseThrow();
    }
}
