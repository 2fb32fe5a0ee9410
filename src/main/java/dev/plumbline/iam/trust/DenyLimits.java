package dev.plumbline.iam.trust;

import dev.plumbline.iam.policy.Comparison;
import dev.plumbline.iam.policy.Condition;
import dev.plumbline.iam.policy.Operator;
import dev.plumbline.iam.policy.PolicyDocument;
import dev.plumbline.iam.policy.Statement;
import java.util.List;

/**
 * What plain Denies take away from every Allow: {@code Deny} with {@code StringNotEquals KEY = v} as its only condition leaves what
 * {@code Allow} with {@code StringEquals KEY = v} would admit.
 */
final class DenyLimits {
    private DenyLimits() {}

    static List<Condition> of(TrustQuestion question, PolicyDocument policy) {
        return policy.denying().stream()
                .filter(deny -> deny.covers(Sts.WITH_WEB_IDENTITY))
                .filter(deny -> PrincipalMatch.covers(deny, question.provider().arn()))
                .filter(DenyLimits::isPlain)
                .map(deny -> positive(deny.conditions().get(0)))
                .toList();
    }

    private static boolean isPlain(Statement deny) {
        if (deny.conditions().size() != 1) {
            return false;
        }
        Operator operator = deny.conditions().get(0).operator();
        Comparison comparison = operator.comparison();
        return comparison.isTextual() && comparison.isNegated() && operator.quantifier() == Operator.Quantifier.NONE;
    }

    private static Condition positive(Condition negated) {
        return new Condition(negated.operator().positive(), negated.key(), negated.values());
    }
}
