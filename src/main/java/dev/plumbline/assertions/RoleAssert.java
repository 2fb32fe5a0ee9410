package dev.plumbline.assertions;

import dev.plumbline.iam.OidcProvider;
import dev.plumbline.iam.RoleArn;
import dev.plumbline.iam.trust.Outsider;
import dev.plumbline.iam.trust.TrustEvaluator;
import dev.plumbline.iam.trust.TrustQuestion;
import dev.plumbline.iam.trust.TrustVerdict;
import dev.plumbline.observe.SeenRole;
import java.util.Optional;
import java.util.Set;

/** What can be said of an IAM role. */
public final class RoleAssert extends PlatformAssert<RoleAssert, SeenRole> {
    private static final String TRUST = "AssumeRolePolicyDocument";

    RoleAssert(SeenRole actual) {
        super(actual, RoleAssert.class, actual.toString(), actual.origin());
    }

    /**
     * Its trust policy lets exactly its own service account in, by the tokens of this cluster.
     *
     * @param providerArn the cluster's OIDC provider
     */
    public RoleAssert isTrustedToItsServiceAccountOnly(String providerArn) {
        Findings findings = findings();
        String declared = actual.bearer().roleArn();
        Optional<RoleArn> arn = RoleArn.parse(String.valueOf(declared));
        // that it takes tokens for STS is asked of the provider itself
        Optional<OidcProvider> provider = OidcProvider.parse(providerArn, Set.of(OidcProvider.STS));
        if (arn.isEmpty() || provider.isEmpty()) {
            findings.add("ARN", "a role's, and a provider's", declared + ", " + providerArn);
        } else if (actual.role().isEmpty()) {
            findings.add("ARN", declared, "the account has no such role: apply module iam-roles");
        } else if (!declared.equals(actual.role().get().arn())) {
            findings.equal("ARN", declared, actual.role().get().arn());
        } else {
            judge(new TrustQuestion(arn.get(), provider.get(), actual.bearer().identity()), findings);
        }
        return conclude("is not to be assumed by exactly its service account", findings);
    }

    private void judge(TrustQuestion question, Findings findings) {
        TrustVerdict verdict =
                new TrustEvaluator().judge(actual.role().orElseThrow().trustPolicy(), question);
        if (verdict.isRight()) {
            return;
        }
        String right = "only %s; aws iam update-assume-role-policy --role-name %s --policy-document '%s'"
                .formatted(
                        question.account().subject(),
                        question.role().name(),
                        question.rightPolicy().replaceAll("\\n\\s*", ""));
        findings.add(TRUST, right, verdict.sentence());
        verdict.others().stream()
                .map(Outsider::sentence)
                .filter(sentence -> !sentence.equals(verdict.sentence()))
                .forEach(sentence -> findings.add(TRUST, "nobody else", sentence));
    }
}
