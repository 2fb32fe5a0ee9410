package dev.plumbline.preflight;

import dev.plumbline.account.RoleReader;
import dev.plumbline.environment.Environment;
import dev.plumbline.iam.AccountRole;
import dev.plumbline.iam.OidcProvider;
import dev.plumbline.iam.RoleArn;
import dev.plumbline.iam.ServiceAccount;
import dev.plumbline.iam.trust.TrustEvaluator;
import dev.plumbline.iam.trust.TrustQuestion;
import dev.plumbline.iam.trust.TrustVerdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import software.amazon.awssdk.services.eks.model.PodIdentityAssociation;
import software.amazon.awssdk.services.iam.IamClient;

/**
 * Whether each role exists, and lets exactly its own service account in.
 *
 * @param associations by which EKS gives a role; empty where there is none
 */
record RoleProbes(
        Environment environment,
        IamClient iam,
        Function<ServiceAccount, Optional<PodIdentityAssociation>> associations) {

    List<Probe> probes() {
        List<Probe> probes = new ArrayList<>();
        Map<String, ServiceAccount> accounts = Roles.accountsOf(environment);
        accounts.forEach((key, account) -> probes.add(new Probe(subject(key), () -> ask(key, account))));
        return probes;
    }

    static String subject(String key) {
        return "role " + key;
    }

    private List<Finding> ask(String key, ServiceAccount account) {
        String arn = environment.iamRoleArns().get(key);
        Optional<RoleArn> parsed = RoleArn.parse(arn);
        if (parsed.isEmpty()) {
            return List.of(Finding.wrong(subject(key), arn + " is no role's ARN", "correct iam_role_arns." + key));
        }
        Optional<AccountRole> role = new RoleReader(iam).read(parsed.get());
        if (role.isEmpty()) {
            return List.of(Finding.wrong(
                    subject(key), arn + " does not exist", "apply module iam-roles, or correct iam_role_arns." + key));
        }
        if (!arn.equals(role.get().arn())) {
            return List.of(Finding.wrong(
                    subject(key),
                    "the environment names %s, IAM has %s"
                            .formatted(arn, role.get().arn()),
                    "correct iam_role_arns." + key));
        }
        return List.of(trust(key, account, parsed.get(), role.get().trustPolicy()));
    }

    private Finding trust(String key, ServiceAccount account, RoleArn role, String policy) {
        if (environment.identities().usesPodIdentity(key)) {
            Optional<PodIdentityAssociation> association = associations.apply(account);
            if (association.map(PodIdentityAssociation::targetRoleArn).isPresent()) {
                return Finding.remark(
                        subject(key),
                        "exists; it is reached through %s, and the trust of a target role is not judged here"
                                .formatted(association.get().roleArn()),
                        "");
            }
            boolean tagged = association
                    .filter(found -> Boolean.TRUE.equals(found.disableSessionTags()))
                    .isEmpty();
            return PodIdentityProbes.trust(environment, key, account, role, policy, tagged);
        }
        Optional<OidcProvider> provider = environment
                .cluster()
                .oidcProviderArn()
                // that it takes STS's audience is another question, asked of the provider itself
                .flatMap(arn -> OidcProvider.parse(arn, Set.of(OidcProvider.STS)));
        if (provider.isEmpty()) {
            return Finding.remark(
                    subject(key), "exists; its trust cannot be judged without cluster_oidc_provider_arn", "");
        }
        TrustQuestion question = new TrustQuestion(role, provider.get(), account);
        TrustVerdict verdict = new TrustEvaluator().judge(policy, question);
        return verdict.isRight()
                ? Finding.right(subject(key), verdict.sentence())
                : Finding.wrong(
                        subject(key),
                        verdict.sentence(),
                        "give %s the trust policy%n%s".formatted(role.name(), question.rightPolicy()));
    }
}
