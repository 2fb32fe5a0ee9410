package dev.plumbline.iam.trust;

import dev.plumbline.iam.policy.PolicyDocument;
import dev.plumbline.iam.policy.PolicyReader;
import dev.plumbline.iam.policy.Statement;
import dev.plumbline.iam.policy.Truth;
import dev.plumbline.iam.policy.UnreadablePolicy;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Decides from a role's trust policy whether exactly one service account can assume it, by the rules that AWS documents for policy
 * evaluation. Own code, because IAM's simulator parses trust policies and then ignores them.
 *
 * <p>Errs on the safe side: what cannot be proven to be narrow is reported as too wide, what cannot be known as dependent.
 */
public final class TrustEvaluator {
    private final PolicyReader reader = PolicyReader.ofTrust();

    /** @param policy the document, plain or percent-encoded as {@code iam:GetRole} answers it */
    public TrustVerdict judge(String policy, TrustQuestion question) {
        try {
            return judge(reader.read(policy), question);
        } catch (UnreadablePolicy unreadable) {
            return new TrustVerdict.Unreadable("the trust policy cannot be read: " + unreadable.getMessage());
        }
    }

    private static TrustVerdict judge(PolicyDocument policy, TrustQuestion question) {
        Reach reach = new Reach(question, policy);
        List<Outsider> others = policy.allowing().stream()
                .flatMap(allow -> reach.of(allow).stream())
                .toList();
        String subject = question.account().subject();
        Optional<String> misfit = ProviderFit.problem(question);
        if (misfit.isPresent()) {
            return new TrustVerdict.Refused(misfit.get(), others);
        }
        List<Admission> denials = admissions(policy.denying(), policy, question);
        Optional<Admission> denied = best(denials, Truth.TRUE);
        if (denied.isPresent()) {
            return new TrustVerdict.Refused(
                    "%s denies %s, and a Deny wins over every Allow"
                            .formatted(denied.get().statement().label(), subject),
                    others);
        }
        List<Admission> allowances = admissions(policy.allowing(), policy, question);
        Optional<Admission> allowed = best(allowances, Truth.TRUE);
        Optional<Admission> open = allowed.isPresent() ? best(denials, Truth.UNKNOWN) : best(allowances, Truth.UNKNOWN);
        if (open.isPresent()) {
            return new TrustVerdict.Depends(
                    "whether %s can assume the role is open: %s: %s"
                            .formatted(
                                    subject,
                                    open.get().statement().label(),
                                    open.get().obstacle().orElse("")),
                    others);
        }
        if (allowed.isEmpty()) {
            return new TrustVerdict.Refused(
                    best(allowances, Truth.FALSE)
                            .map(nearest -> nearest.sentence(subject))
                            .orElse("no statement allows anything"),
                    others);
        }
        return others.isEmpty()
                ? new TrustVerdict.Exact("%s admits %s and nobody else"
                        .formatted(allowed.get().statement().label(), subject))
                : new TrustVerdict.OverBroad(others);
    }

    private static List<Admission> admissions(
            List<Statement> statements, PolicyDocument policy, TrustQuestion question) {
        return statements.stream()
                .map(statement -> Admission.of(statement, question, policy))
                .toList();
    }

    /** Of those that came out so, the one that got furthest. */
    private static Optional<Admission> best(List<Admission> admissions, Truth truth) {
        return admissions.stream()
                .filter(admission -> admission.truth() == truth)
                .max(Comparator.comparingInt(Admission::steps));
    }
}
