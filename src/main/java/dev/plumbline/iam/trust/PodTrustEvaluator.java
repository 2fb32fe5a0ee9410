package dev.plumbline.iam.trust;

import dev.plumbline.iam.policy.Comparison;
import dev.plumbline.iam.policy.Condition;
import dev.plumbline.iam.policy.ConditionRules;
import dev.plumbline.iam.policy.ContextValue;
import dev.plumbline.iam.policy.PolicyDocument;
import dev.plumbline.iam.policy.PolicyReader;
import dev.plumbline.iam.policy.Principal;
import dev.plumbline.iam.policy.Principals;
import dev.plumbline.iam.policy.Statement;
import dev.plumbline.iam.policy.Truth;
import dev.plumbline.iam.policy.UnreadablePolicy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Decides from a role's trust policy whether EKS Pod Identity can give it to a service account's pods, and whether nobody else gets it
 * by another way. Which accounts Pod Identity serves is up to the associations: a policy without conditions is right, and says so.
 *
 * <p>Errs on the safe side, as {@link TrustEvaluator} does.
 */
public final class PodTrustEvaluator {
    /** EKS tags every session, so both are needed. */
    private static final List<String> NEEDED = List.of(Sts.ASSUME_ROLE, "sts:TagSession");

    private final PolicyReader reader = PolicyReader.ofTrust();

    /** @param policy the document, plain or percent-encoded as {@code iam:GetRole} answers it */
    public TrustVerdict judge(String policy, PodTrustQuestion question) {
        try {
            return judge(reader.read(policy), question);
        } catch (UnreadablePolicy unreadable) {
            return new TrustVerdict.Unreadable("the trust policy cannot be read: " + unreadable.getMessage());
        }
    }

    private static TrustVerdict judge(PolicyDocument policy, PodTrustQuestion question) {
        List<Outsider> others = policy.allowing().stream()
                .flatMap(allow -> others(allow, policy, question).stream())
                .toList();
        Optional<Match> allowed = Optional.empty();
        for (String action : NEEDED) {
            Optional<Match> denied = furthest(policy.denying(), action, policy, question);
            Optional<Match> admitted = furthest(policy.allowing(), action, policy, question);
            if (denied.filter(deny -> deny.truth() == Truth.TRUE).isPresent()) {
                return new TrustVerdict.Refused(
                        "%s denies EKS %s, and a Deny wins over every Allow"
                                .formatted(denied.get().statement().label(), action),
                        others);
            }
            if (admitted.isEmpty() || admitted.get().truth() == Truth.FALSE) {
                return new TrustVerdict.Refused(refusal(admitted, action, question), others);
            }
            Optional<Match> open = admitted.get().truth() == Truth.UNKNOWN
                    ? admitted
                    : denied.filter(deny -> deny.truth() == Truth.UNKNOWN);
            if (open.isPresent()) {
                return new TrustVerdict.Depends(
                        "whether EKS can give the role to %s is open: %s: %s depends on the request"
                                .formatted(
                                        question.account().subject(),
                                        open.get().statement().label(),
                                        open.get().obstacle()),
                        others);
            }
            allowed = allowed.or(() -> admitted);
        }
        return others.isEmpty()
                ? new TrustVerdict.Exact(sentence(allowed.orElseThrow().statement(), policy, question))
                : new TrustVerdict.OverBroad(others);
    }

    private static String sentence(Statement statement, PolicyDocument policy, PodTrustQuestion question) {
        if (policy.statements().stream().allMatch(each -> each.conditions().isEmpty())) {
            return "%s admits EKS Pod Identity, for whichever account an association names"
                    .formatted(statement.label());
        }
        boolean narrow = Neighbours.of(policy, question).stream().noneMatch(other -> admits(policy, other));
        return "%s admits EKS Pod Identity for %s%s"
                .formatted(
                        statement.label(),
                        question.account().subject(),
                        narrow ? "" : ", and for others that an association names");
    }

    private static boolean admits(PolicyDocument policy, PodTrustQuestion question) {
        return NEEDED.stream()
                .allMatch(action -> furthest(policy.allowing(), action, policy, question)
                                .filter(allow -> allow.truth() != Truth.FALSE)
                                .isPresent()
                        && furthest(policy.denying(), action, policy, question)
                                .filter(deny -> deny.truth() == Truth.TRUE)
                                .isEmpty());
    }

    private static String refusal(Optional<Match> nearest, String action, PodTrustQuestion question) {
        return nearest.map(match -> "%s does not let EKS do %s for %s: %s"
                        .formatted(
                                match.statement().label(),
                                action,
                                question.account().subject(),
                                match.obstacle()))
                .orElse("no statement allows anything");
    }

    /**
     * How one statement judges EKS's request for one action.
     *
     * @param steps how far the request got
     * @param obstacle what stopped it, or what it depends on; empty if nothing
     */
    private record Match(Statement statement, Truth truth, int steps, String obstacle) {}

    private static Optional<Match> furthest(
            List<Statement> statements, String action, PolicyDocument policy, PodTrustQuestion question) {
        return statements.stream()
                .map(statement -> match(statement, action, policy, question))
                .max(Comparator.comparing(Match::truth).thenComparing(Match::steps));
    }

    private static Match match(Statement statement, String action, PolicyDocument policy, PodTrustQuestion question) {
        Principals principals = statement.principals().orElseThrow();
        boolean listed = principals.listed().stream().anyMatch(PodTrustEvaluator::isPods);
        if (listed == principals.inverted()) {
            return new Match(statement, Truth.FALSE, 0, "its Principal is not Service " + PodTrustQuestion.SERVICE);
        }
        if (!statement.covers(action)) {
            return new Match(statement, Truth.FALSE, 1, "it does not allow " + action + ", which EKS needs");
        }
        Truth truth = Truth.TRUE;
        String obstacle = "";
        for (Condition condition : statement.conditions()) {
            Truth holds = holds(condition, policy, question);
            if (holds.compareTo(truth) < 0) {
                obstacle = condition.label();
            }
            truth = truth.and(holds);
        }
        return new Match(statement, truth, 2, obstacle);
    }

    private static boolean isPods(Principal principal) {
        return principal.isAnybody()
                || principal.kind() == Principal.Kind.SERVICE
                        && principal.name().equals(PodTrustQuestion.SERVICE);
    }

    private static Truth holds(Condition condition, PolicyDocument policy, PodTrustQuestion question) {
        ContextValue value = question.value(condition.key());
        Comparison comparison = condition.operator().comparison();
        boolean ofArns = comparison == Comparison.ARN_EQUALS || comparison == Comparison.ARN_LIKE;
        boolean literal = condition.values().stream().noneMatch(text -> text.matches(".*[*?$].*"));
        if (ofArns && literal && value instanceof ContextValue.Present present) {
            return Truth.of(condition.values().contains(present.text()));
        }
        return new ConditionRules(policy.variables()).holds(condition, value);
    }

    /** Everybody but Pod Identity whom a statement lets in. */
    private static List<Outsider> others(Statement allow, PolicyDocument policy, PodTrustQuestion question) {
        List<Outsider> others = new ArrayList<>();
        Principals principals = allow.principals().orElseThrow();
        if (principals.inverted()) {
            others.add(Outsider.of(
                    allow, "everybody but a few", "NotPrincipal with Allow means everyone it does not list"));
        } else if (allow.actions().inverted()) {
            others.add(Outsider.of(
                    allow, "everybody whom it names", "NotAction with Allow means every action that it does not list"));
        } else if (Sts.ALL.stream().anyMatch(allow::covers)) {
            for (Principal principal : principals.listed()) {
                if (principal.isAnybody()) {
                    others.add(Outsider.of(
                            allow, "anybody", "its Principal is \"*\", and conditions are all that is left"));
                } else if (!isPods(principal) && reaches(allow, principal)) {
                    others.add(Outsider.of(
                            allow,
                            principal.toString(),
                            principal.kind() == Principal.Kind.FEDERATED
                                    ? "IRSA is left beside Pod Identity, and every statement counts"
                                    : "every statement counts"));
                }
            }
        }
        return others;
    }

    private static boolean reaches(Statement allow, Principal principal) {
        return principal.kind() == Principal.Kind.FEDERATED
                ? Sts.FEDERATED.stream().anyMatch(allow::covers)
                : allow.covers(Sts.ASSUME_ROLE);
    }
}
