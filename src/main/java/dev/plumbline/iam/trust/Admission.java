package dev.plumbline.iam.trust;

import dev.plumbline.iam.policy.Condition;
import dev.plumbline.iam.policy.ConditionRules;
import dev.plumbline.iam.policy.PolicyDocument;
import dev.plumbline.iam.policy.Statement;
import dev.plumbline.iam.policy.Truth;
import java.util.Optional;

/**
 * How one statement judges the service account's own request.
 *
 * @param statement the statement
 * @param truth whether it matches
 * @param steps how far the request got: the further, the more telling the obstacle
 * @param obstacle what stopped it, or what it depends on
 */
record Admission(Statement statement, Truth truth, int steps, Optional<String> obstacle) {
    private static final int PAST_PRINCIPAL = 1;
    private static final int PAST_ACTION = 2;

    static Admission of(Statement statement, TrustQuestion question, PolicyDocument policy) {
        if (!PrincipalMatch.covers(statement, question.provider().arn())) {
            return stopped(statement, 0, PrincipalHint.of(statement, question));
        }
        if (!statement.covers(Sts.WITH_WEB_IDENTITY)) {
            return stopped(statement, PAST_PRINCIPAL, actions(statement));
        }
        ConditionRules rules = new ConditionRules(policy.variables());
        WebIdentity request = WebIdentity.of(question);
        Truth truth = Truth.TRUE;
        Optional<String> obstacle = Optional.empty();
        int steps = PAST_ACTION;
        for (Condition condition : statement.conditions()) {
            Truth holds = rules.holds(condition, request.value(condition.key()));
            if (holds == Truth.FALSE && truth != Truth.FALSE) {
                obstacle = Optional.of(ConditionHint.of(condition, question));
            } else if (holds == Truth.UNKNOWN && truth == Truth.TRUE) {
                obstacle = Optional.of(condition.label() + " depends on the request");
            }
            steps += holds == Truth.FALSE ? 0 : 1;
            truth = truth.and(holds);
        }
        return new Admission(statement, truth, steps, obstacle);
    }

    private static Admission stopped(Statement statement, int steps, String obstacle) {
        return new Admission(statement, Truth.FALSE, steps, Optional.of(obstacle));
    }

    private static String actions(Statement statement) {
        return "%s is %s, which does not allow %s"
                .formatted(
                        statement.actions().inverted() ? "NotAction" : "Action",
                        String.join(", ", statement.actions().patterns()),
                        Sts.WITH_WEB_IDENTITY);
    }

    /** The statement and what stopped the request there. */
    String sentence(String subject) {
        return "%s does not admit %s: %s".formatted(statement.label(), subject, obstacle.orElse("it does not match"));
    }
}
