package dev.plumbline.iam.permission;

import dev.plumbline.iam.policy.Case;
import dev.plumbline.iam.policy.Condition;
import dev.plumbline.iam.policy.ConditionRules;
import dev.plumbline.iam.policy.ContextValue;
import dev.plumbline.iam.policy.Effect;
import dev.plumbline.iam.policy.PolicyDocument;
import dev.plumbline.iam.policy.Selection;
import dev.plumbline.iam.policy.Statement;
import dev.plumbline.iam.policy.Truth;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Answers from a role's policy documents alone. Policies of queues, topics, keys and of the organisation may still narrow or widen
 * what comes out; the evidence tier says so.
 */
public record DocumentedPermissions(RolePolicies policies) implements PermissionSource {
    @Override
    public List<Decision> decide(List<Question> questions) {
        return questions.stream().map(this::decide).toList();
    }

    private Decision decide(Question question) {
        Optional<String> denied = first(question, Effect.DENY, Truth.TRUE);
        if (denied.isPresent()) {
            return new Decision(question, Decision.Outcome.DENIED, denied.get());
        }
        Optional<String> allowed = first(question, Effect.ALLOW, Truth.TRUE);
        Optional<String> open = allowed.isPresent()
                ? first(question, Effect.DENY, Truth.UNKNOWN)
                : first(question, Effect.ALLOW, Truth.UNKNOWN);
        if (open.isPresent()) {
            return new Decision(question, Decision.Outcome.UNKNOWN, open.get() + " depends on more than is known here");
        }
        if (allowed.isEmpty()) {
            return new Decision(question, Decision.Outcome.NOT_ALLOWED, "no statement allows it");
        }
        return policies.boundary()
                ? new Decision(question, Decision.Outcome.UNKNOWN, "a permissions boundary may narrow " + allowed.get())
                : new Decision(question, Decision.Outcome.ALLOWED, allowed.get());
    }

    /** The first statement of an effect that comes out so, with its policy. */
    private Optional<String> first(Question question, Effect effect, Truth truth) {
        for (Map.Entry<String, PolicyDocument> policy : new TreeMap<>(policies.documents()).entrySet()) {
            ConditionRules rules = new ConditionRules(policy.getValue().variables());
            for (Statement statement : policy.getValue().statements()) {
                if (statement.effect() == effect && matches(statement, question, rules) == truth) {
                    return Optional.of("policy " + policy.getKey() + ", " + statement.label());
                }
            }
        }
        return Optional.empty();
    }

    private static Truth matches(Statement statement, Question question, ConditionRules rules) {
        if (!statement.covers(question.action())) {
            return Truth.FALSE;
        }
        Truth truth = resource(statement.resources().orElseThrow(), question.resource(), rules);
        for (Condition condition : statement.conditions()) {
            truth = truth.and(rules.holds(condition, value(question, condition.key())));
        }
        return truth;
    }

    private static Truth resource(Selection resources, String resource, ConditionRules rules) {
        if (resources.covers(resource, Case.MATTERS)) {
            return Truth.TRUE;
        }
        return resources.patterns().stream().anyMatch(rules::hasVariable) ? Truth.UNKNOWN : Truth.FALSE;
    }

    /** Global keys exist in every request, with values that nobody can foresee; all others only if the question says so. */
    private static ContextValue value(Question question, String key) {
        for (Map.Entry<String, String> entry : question.context().entrySet()) {
            if (entry.getKey().equalsIgnoreCase(key)) {
                return new ContextValue.Present(entry.getValue());
            }
        }
        String folded = key.toLowerCase(Locale.ROOT);
        boolean tag = folded.startsWith("aws:requesttag/") || folded.startsWith("aws:resourcetag/");
        return folded.startsWith("aws:") && !tag && !folded.equals("aws:tagkeys")
                ? new ContextValue.Unknown()
                : new ContextValue.Absent();
    }
}
