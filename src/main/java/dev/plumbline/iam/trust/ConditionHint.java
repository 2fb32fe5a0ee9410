package dev.plumbline.iam.trust;

import dev.plumbline.iam.policy.Condition;
import java.util.function.UnaryOperator;

/** Why a condition does not hold for the service account's token. */
final class ConditionHint {
    private ConditionHint() {}

    static String of(Condition condition, TrustQuestion question) {
        String label = condition.label();
        if (condition.isOn(question.subjectKey())) {
            return values(
                    condition,
                    label,
                    "sub",
                    question.account().subject(),
                    value -> Difference.ofSubjects(value, question.account().subject()));
        }
        if (condition.isOn(question.audienceKey())) {
            return values(condition, label, "aud", question.audience(), value -> "another audience");
        }
        int colon = condition.key().lastIndexOf(':');
        if (colon > 0 && WebIdentity.namesAnIssuer(condition.key())) {
            return "%s is a key that its tokens do not have (%s); theirs begin with %s"
                    .formatted(
                            label,
                            Difference.ofIssuers(
                                    condition.key().substring(0, colon),
                                    question.provider().issuer()),
                            question.provider().issuer());
        }
        return label + " does not hold";
    }

    private static String values(
            Condition condition, String label, String claim, String expected, UnaryOperator<String> difference) {
        if (condition.operator().comparison().isNegated()
                || condition.values().isEmpty()
                || !condition.operator().comparison().isTextual()) {
            return "%s does not hold for %s %s".formatted(label, claim, expected);
        }
        return "%s (%s), expected \"%s\""
                .formatted(label, difference.apply(condition.values().get(0)), expected);
    }
}
