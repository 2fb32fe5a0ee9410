package dev.plumbline.iam.trust;

import dev.plumbline.iam.policy.Condition;
import dev.plumbline.iam.policy.ConditionRules;
import dev.plumbline.iam.policy.ContextValue;
import dev.plumbline.iam.policy.PolicyDocument;
import dev.plumbline.iam.policy.Principal;
import dev.plumbline.iam.policy.Statement;
import dev.plumbline.iam.policy.Truth;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who an Allow statement lets in besides the service account. What cannot be proven to be narrow counts as wide; a Deny is believed
 * only where it is plain.
 */
final class Reach {
    private final TrustQuestion question;
    private final ConditionRules rules;
    private final List<Condition> limits;

    Reach(TrustQuestion question, PolicyDocument policy) {
        this.question = question;
        this.rules = new ConditionRules(policy.variables());
        this.limits = DenyLimits.of(question, policy);
    }

    List<Outsider> of(Statement allow) {
        List<Outsider> others = new ArrayList<>();
        if (allow.principals().orElseThrow().inverted()) {
            others.add(Outsider.of(
                    allow, "everybody but a few", "NotPrincipal with Allow means everyone it does not list"));
        }
        if (allow.actions().inverted()) {
            others.add(Outsider.of(
                    allow, "everybody whom it names", "NotAction with Allow means every action that it does not list"));
        }
        if (others.isEmpty()) {
            allow.principals().get().listed().forEach(principal -> others.addAll(of(allow, principal)));
        }
        return others;
    }

    private List<Outsider> of(Statement allow, Principal principal) {
        if (principal.isAnybody()) {
            boolean reached = Sts.ALL.stream().anyMatch(allow::covers);
            return reached
                    ? List.of(Outsider.of(
                            allow, "anybody", "its Principal is \"*\", and conditions are all that is left"))
                    : List.of();
        }
        return switch (principal.kind()) {
            case FEDERATED -> federated(allow, principal);
            case AWS, SERVICE, CANONICAL_USER -> {
                boolean out = !allow.covers(Sts.ASSUME_ROLE) || fails(allow, WebIdentity.none());
                yield out ? List.of() : List.of(Outsider.of(allow, principal.toString(), "every statement counts"));
            }
        };
    }

    private List<Outsider> federated(Statement allow, Principal principal) {
        if (principal.name().equals(question.provider().arn())) {
            return allow.covers(Sts.WITH_WEB_IDENTITY) ? ofOwnProvider(allow) : List.of();
        }
        String issuer = principal.name().replaceFirst("^arn:[^/]*:oidc-provider/", "");
        boolean reached = Sts.FEDERATED.stream().anyMatch(allow::covers)
                && !fails(allow, WebIdentity.anybodyOf(issuer, principal.name()));
        return reached
                ? List.of(Outsider.of(
                        allow, "identities of another provider, " + principal.name() + ",", "every statement counts"))
                : List.of();
    }

    private List<Outsider> ofOwnProvider(Statement allow) {
        if (fails(
                allow,
                WebIdentity.anybodyOf(
                        question.provider().issuer(), question.provider().arn()))) {
            return List.of();
        }
        ClaimLimit subjects =
                limit(allow, question.subjectKey(), question.account().subject());
        ClaimLimit audiences = limit(allow, question.audienceKey(), question.audience());
        if (isEmpty(subjects) || isEmpty(audiences)) {
            return List.of();
        }
        List<Outsider> others = new ArrayList<>();
        if (subjects instanceof ClaimLimit.Open open) {
            others.add(Outsider.of(allow, "other service accounts of the cluster", open.why()));
        }
        extra(subjects, question.account().subject())
                .ifPresent(extra -> others.add(Outsider.of(
                        allow,
                        extra,
                        "its condition on " + question.subjectKey() + " lists more than "
                                + question.account().subject())));
        if (audiences instanceof ClaimLimit.Open open) {
            others.add(Outsider.of(
                    allow,
                    "tokens made out to other audiences",
                    open.why() + ", so the client ids of the provider are the only check left"));
        }
        extra(audiences, question.audience())
                .ifPresent(extra -> others.add(Outsider.of(
                        allow,
                        "tokens made out to " + extra,
                        "its condition on " + question.audienceKey() + " lists more than " + question.audience())));
        return others;
    }

    private ClaimLimit limit(Statement allow, String key, String expected) {
        List<Condition> all = new ArrayList<>(allow.conditions());
        all.addAll(limits);
        return ClaimLimit.of(key, all, expected, rules);
    }

    private static boolean isEmpty(ClaimLimit limit) {
        return limit instanceof ClaimLimit.Only only && only.values().isEmpty();
    }

    private static Optional<String> extra(ClaimLimit limit, String expected) {
        if (!(limit instanceof ClaimLimit.Only only)) {
            return Optional.empty();
        }
        Set<String> extra = new LinkedHashSet<>(only.values());
        extra.remove(expected);
        return extra.isEmpty() ? Optional.empty() : Optional.of(String.join(" and ", extra));
    }

    /** Whether some condition certainly refuses them. */
    private boolean fails(Statement allow, WebIdentity whoever) {
        return allow.conditions().stream().anyMatch(condition -> {
            ContextValue value = whoever.value(condition.key());
            return rules.holds(condition, value) == Truth.FALSE;
        });
    }
}
