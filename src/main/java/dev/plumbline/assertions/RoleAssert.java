package dev.plumbline.assertions;

import dev.plumbline.environment.Environment;
import dev.plumbline.iam.OidcProvider;
import dev.plumbline.iam.RoleArn;
import dev.plumbline.iam.trust.Outsider;
import dev.plumbline.iam.trust.PodTrustEvaluator;
import dev.plumbline.iam.trust.PodTrustQuestion;
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
        } else if (isThere(declared, findings)) {
            TrustQuestion question =
                    new TrustQuestion(arn.get(), provider.get(), actual.bearer().identity());
            judge(
                    new TrustEvaluator().judge(policy(), question),
                    question.account().subject(),
                    question.rightPolicy(),
                    findings);
        }
        return conclude("is not to be assumed by exactly its service account", findings);
    }

    /** Its trust policy lets EKS Pod Identity give it to its service account of this cluster, and nobody else in. */
    public RoleAssert isTrustedToPodIdentity() {
        Findings findings = findings();
        String declared = actual.bearer().roleArn();
        Optional<RoleArn> arn = RoleArn.parse(String.valueOf(declared));
        if (arn.isEmpty()) {
            findings.add("ARN", "a role's", declared);
        } else if (isThere(declared, findings)) {
            Environment environment = origin().environment();
            PodTrustQuestion question = PodTrustQuestion.of(
                    arn.get(),
                    actual.bearer().identity(),
                    environment.aws().region(),
                    environment.aws().accountId(),
                    environment.cluster().name());
            judge(
                    new PodTrustEvaluator().judge(policy(), question),
                    "EKS Pod Identity for " + question.account().subject(),
                    question.rightPolicy(),
                    findings);
        }
        return conclude("is not to be given to its service account by EKS Pod Identity", findings);
    }

    private boolean isThere(String declared, Findings findings) {
        if (actual.role().isEmpty()) {
            findings.add("ARN", declared, "the account has no such role: apply module iam-roles");
            return false;
        }
        findings.equal("ARN", declared, actual.role().get().arn());
        return declared.equals(actual.role().get().arn());
    }

    private String policy() {
        return actual.role().orElseThrow().trustPolicy();
    }

    private void judge(TrustVerdict verdict, String whom, String rightPolicy, Findings findings) {
        if (verdict.isRight()) {
            return;
        }
        String right = "only %s; aws iam update-assume-role-policy --role-name %s --policy-document '%s'"
                .formatted(
                        whom,
                        RoleArn.parse(actual.bearer().roleArn()).orElseThrow().name(),
                        rightPolicy.replaceAll("\\n\\s*", ""));
        findings.add(TRUST, right, verdict.sentence());
        verdict.others().stream()
                .map(Outsider::sentence)
                .filter(sentence -> !sentence.equals(verdict.sentence()))
                .forEach(sentence -> findings.add(TRUST, "nobody else", sentence));
    }
}
