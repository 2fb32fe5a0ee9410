package dev.plumbline.account;

import dev.plumbline.iam.permission.Decision;
import dev.plumbline.iam.permission.Decision.Outcome;
import dev.plumbline.iam.permission.PermissionSource;
import dev.plumbline.iam.permission.Question;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.ContextEntry;
import software.amazon.awssdk.services.iam.model.ContextKeyTypeEnum;
import software.amazon.awssdk.services.iam.model.EvaluationResult;
import software.amazon.awssdk.services.iam.model.PolicyEvaluationDecisionType;
import software.amazon.awssdk.services.iam.model.ResourceSpecificResult;
import software.amazon.awssdk.services.iam.model.Statement;

/**
 * Answers by {@code iam:SimulatePrincipalPolicy}: one request for all questions with the same context, of every action on every
 * resource, since requests are what an account is short of. Never asked about trust: the simulator ignores trust policies.
 */
public record SimulatedPermissions(IamClient iam, String roleArn) implements PermissionSource {
    /** An action on a resource. */
    private record Pair(String action, String resource) {}

    @Override
    public List<Decision> decide(List<Question> questions) {
        Map<Map<String, String>, Map<Pair, Decision>> answers = new HashMap<>();
        Map<Map<String, String>, Set<Question>> grouped = new LinkedHashMap<>();
        for (Question question : questions) {
            grouped.computeIfAbsent(question.context(), context -> new LinkedHashSet<>())
                    .add(question);
        }
        grouped.forEach((context, group) -> answers.put(context, ask(context, group)));
        return questions.stream()
                .map(question -> answers.get(question.context())
                        .getOrDefault(
                                new Pair(question.action(), question.resource()),
                                new Decision(question, Outcome.UNKNOWN, "the simulator left it out")))
                .toList();
    }

    private Map<Pair, Decision> ask(Map<String, String> context, Set<Question> group) {
        Set<String> actions = new LinkedHashSet<>();
        Set<String> resources = new LinkedHashSet<>();
        group.forEach(question -> {
            actions.add(question.action());
            resources.add(question.resource());
        });
        Map<Pair, Decision> decisions = new HashMap<>();
        iam.simulatePrincipalPolicyPaginator(request -> request.policySourceArn(roleArn)
                        .actionNames(actions)
                        .resourceArns(resources)
                        .contextEntries(entries(context)))
                .evaluationResults()
                .forEach(result -> read(result, context, decisions));
        return decisions;
    }

    private static void read(EvaluationResult result, Map<String, String> context, Map<Pair, Decision> decisions) {
        if (result.resourceSpecificResults().isEmpty()) {
            put(
                    decisions,
                    new Question(result.evalActionName(), result.evalResourceName(), context),
                    result.evalDecision(),
                    result.matchedStatements(),
                    result.missingContextValues());
        }
        for (ResourceSpecificResult each : result.resourceSpecificResults()) {
            put(
                    decisions,
                    new Question(result.evalActionName(), each.evalResourceName(), context),
                    each.evalResourceDecision(),
                    each.matchedStatements(),
                    each.missingContextValues());
        }
    }

    private static void put(
            Map<Pair, Decision> decisions,
            Question question,
            PolicyEvaluationDecisionType type,
            List<Statement> matched,
            List<String> missing) {
        String because = matched.isEmpty()
                ? "no statement allows it"
                        + (missing.isEmpty() ? "" : " (not said: " + String.join(", ", missing) + ")")
                : "policy " + matched.get(0).sourcePolicyId();
        Outcome outcome =
                switch (type) {
                    case ALLOWED -> Outcome.ALLOWED;
                    case EXPLICIT_DENY -> Outcome.DENIED;
                    case IMPLICIT_DENY -> Outcome.NOT_ALLOWED;
                    case UNKNOWN_TO_SDK_VERSION -> Outcome.UNKNOWN;
                };
        decisions.put(new Pair(question.action(), question.resource()), new Decision(question, outcome, because));
    }

    private static List<ContextEntry> entries(Map<String, String> context) {
        return context.entrySet().stream()
                .map(entry -> ContextEntry.builder()
                        .contextKeyName(entry.getKey())
                        .contextKeyType(ContextKeyTypeEnum.STRING)
                        .contextKeyValues(entry.getValue())
                        .build())
                .toList();
    }
}
