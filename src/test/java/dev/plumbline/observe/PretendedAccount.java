package dev.plumbline.observe;

import static dev.plumbline.iam.permission.Evidence.SIMULATED;
import static dev.plumbline.iam.permission.Evidence.STATIC;

import dev.plumbline.account.ExpectedPermissions;
import dev.plumbline.account.RolePolicyFixtures;
import dev.plumbline.environment.Environment;
import dev.plumbline.iam.AccountRole;
import dev.plumbline.iam.Exchange;
import dev.plumbline.iam.OidcProvider;
import dev.plumbline.iam.permission.Decision;
import dev.plumbline.iam.permission.DocumentedPermissions;
import dev.plumbline.iam.permission.Question;
import dev.plumbline.iam.permission.RolePermissions;
import dev.plumbline.iam.permission.RolePolicies;
import dev.plumbline.iam.policy.PolicyDocument;
import dev.plumbline.iam.policy.PolicyReader;
import dev.plumbline.iam.policy.UnreadablePolicy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** An EKS cluster of which nothing is known but that its account is as it must be, for breaking one thing of it at a time. */
public final class PretendedAccount {
    private final Observed observed;

    private PretendedAccount(Observed observed) {
        this.observed = observed;
    }

    /** @param environment names a provider, and roles of which there are policies in {@code fixtures/iam-policies} */
    public static PretendedAccount of(Environment environment) {
        Origin origin = new Origin(environment, Source.EKS);
        Declared declared = new Declared(environment, new ChartVersion("llm-judge-service", "0.1.0"));
        String arn = environment.cluster().oidcProviderArn().orElseThrow();
        List<RoleBearer> bearers = declared.roleBearers();
        SeenAws aws = new SeenAws(
                each(
                        bearers,
                        bearer -> new SeenRole(
                                bearer, Optional.of(new AccountRole(bearer.roleArn(), trust(bearer, arn))), origin)),
                Answers.of(
                        Map.of(arn, new SeenProvider(arn, OidcProvider.parse(arn, Set.of(OidcProvider.STS)), origin)),
                        Map.of()),
                each(
                        bearers,
                        bearer -> new SeenPermissions(
                                bearer.roleKey(),
                                bearer.roleArn(),
                                Optional.of(permissions(bearer.roleKey(), environment, SIMULATED)),
                                origin)),
                each(
                        bearers,
                        bearer -> new SeenExchange(
                                bearer,
                                new Exchange.Admitted(
                                        bearer.roleArn()
                                                        .replace(":iam:", ":sts:")
                                                        .replace(":role/", ":assumed-role/") + "/s"),
                                "other/account",
                                new Exchange.Refused("AccessDenied", "no"),
                                new Exchange.Refused("InvalidIdentityToken", "no"),
                                origin)),
                0);
        return new PretendedAccount(new Observed(
                origin,
                declared,
                ObjectIndex.complete(List.of()),
                SeenReleases.of(List.of(), Map.of()),
                Evidence.none("nobody was asked").with(aws)));
    }

    public Observed observed() {
        return observed;
    }

    /** The same, had the role another trust policy. */
    public Observed trusting(String roleKey, UnaryOperator<String> change) {
        return role(roleKey, role -> Optional.of(new AccountRole(role.arn(), change.apply(role.trustPolicy()))));
    }

    /** The same, had the account another role of that name, or none. */
    public Observed role(String roleKey, Function<AccountRole, Optional<AccountRole>> change) {
        SeenAws aws = aws();
        SeenRole seen = aws.roles().of(roleKey);
        SeenRole other = new SeenRole(seen.bearer(), change.apply(seen.role().orElseThrow()), seen.origin());
        return with(new SeenAws(
                aws.roles().replacing(roleKey, other), aws.provider(), aws.permissions(), aws.exchanges(), 0));
    }

    /** The same, had the provider been registered otherwise. */
    public Observed provider(Optional<OidcProvider> registered) {
        SeenAws aws = aws();
        String arn = observed.environment().cluster().oidcProviderArn().orElseThrow();
        return with(new SeenAws(
                aws.roles(),
                aws.provider().replacing(arn, new SeenProvider(arn, registered, observed.origin())),
                aws.permissions(),
                aws.exchanges(),
                0));
    }

    /** The same, had the role these permissions. */
    public Observed permissions(String roleKey, Optional<RolePermissions> found) {
        SeenAws aws = aws();
        SeenPermissions seen = aws.permissions().of(roleKey);
        return with(new SeenAws(
                aws.roles(),
                aws.provider(),
                aws.permissions()
                        .replacing(roleKey, new SeenPermissions(roleKey, seen.roleArn(), found, seen.origin())),
                aws.exchanges(),
                0));
    }

    /** The same, had the documents of a role been the given ones, and its decisions made by them. */
    public Observed permitting(String roleKey, String... policies) {
        return permissions(roleKey, Optional.of(decided(roleKey, observed.environment(), SIMULATED, policies)));
    }

    /** The same, had nobody simulated anything. */
    public Observed byDocuments(String roleKey) {
        return permissions(roleKey, Optional.of(permissions(roleKey, observed.environment(), STATIC)));
    }

    /** The same, had STS answered otherwise. */
    public Observed exchange(String roleKey, UnaryOperator<SeenExchange> change) {
        SeenAws aws = aws();
        return with(new SeenAws(
                aws.roles(),
                aws.provider(),
                aws.permissions(),
                aws.exchanges().replacing(roleKey, change.apply(aws.exchanges().of(roleKey))),
                0));
    }

    /** The same, had AWS not answered for this role. */
    public Observed silent(String roleKey) {
        SeenAws aws = aws();
        return with(new SeenAws(
                Unanswered.by(roleKey, aws.roles()),
                aws.provider(),
                Unanswered.by(roleKey, aws.permissions()),
                Unanswered.by(roleKey, aws.exchanges()),
                0));
    }

    private SeenAws aws() {
        return observed.evidence().aws();
    }

    private Observed with(SeenAws aws) {
        return observed.knowing(observed.evidence().with(aws));
    }

    private static <T> Answers<T> each(List<RoleBearer> bearers, Function<RoleBearer, T> answer) {
        Map<String, T> given = new LinkedHashMap<>();
        bearers.forEach(bearer -> given.put(bearer.roleKey(), answer.apply(bearer)));
        return Answers.of(given, Map.of());
    }

    /** Written by hand, and not by what is there to judge it. */
    private static String trust(RoleBearer bearer, String provider) {
        String issuer = provider.substring(provider.indexOf("oidc-provider/") + "oidc-provider/".length());
        return """
                {"Version": "2012-10-17", "Statement": [{"Sid": "One", "Effect": "Allow",
                 "Principal": {"Federated": "%s"}, "Action": "sts:AssumeRoleWithWebIdentity",
                 "Condition": {"StringEquals": {"%s:sub": "system:serviceaccount:%s:%s", "%s:aud": "sts.amazonaws.com"}}}]}
                """.formatted(provider, issuer, bearer.namespace(), bearer.account(), issuer);
    }

    private static RolePermissions permissions(
            String roleKey, Environment environment, dev.plumbline.iam.permission.Evidence evidence) {
        return decided(roleKey, environment, evidence, RolePolicyFixtures.of(roleKey, environment));
    }

    private static RolePermissions decided(
            String roleKey,
            Environment environment,
            dev.plumbline.iam.permission.Evidence evidence,
            String... policies) {
        Map<String, PolicyDocument> documents = new LinkedHashMap<>();
        try {
            for (String policy : policies) {
                documents.put(
                        "policy-" + documents.size(),
                        PolicyReader.ofPermissions().read(policy));
            }
        } catch (UnreadablePolicy broken) {
            throw new IllegalArgumentException(broken);
        }
        RolePolicies found = new RolePolicies(documents, false);
        List<Question> questions = ExpectedPermissions.of(environment, roleKey).stream()
                .flatMap(expectation -> expectation.questions().stream())
                .toList();
        List<Decision> decisions = new DocumentedPermissions(found).decide(questions);
        return new RolePermissions(decisions, evidence, Optional.of(found), "");
    }
}
