package dev.plumbline.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.plumbline.account.RolePolicyFixtures;
import dev.plumbline.environment.WorkloadIdentities;
import dev.plumbline.harness.Harness;
import dev.plumbline.harness.Selection;
import dev.plumbline.harness.Workspace;
import dev.plumbline.iam.AccountRole;
import dev.plumbline.iam.Exchange;
import dev.plumbline.iam.OidcProvider;
import dev.plumbline.iam.permission.Decision;
import dev.plumbline.iam.permission.RolePermissions;
import dev.plumbline.junit.Catalogue;
import dev.plumbline.junit.DirectRun;
import dev.plumbline.observe.Against;
import dev.plumbline.observe.Observed;
import dev.plumbline.observe.PretendedAccount;
import dev.plumbline.observe.SeenExchange;
import dev.plumbline.observe.SmallPlatform;
import dev.plumbline.report.CheckResult;
import dev.plumbline.report.EvidenceTier;
import dev.plumbline.report.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An account is broken, one thing at a time: a check must be red, and say of which role, which statement, and what to do. */
class AccountChecksTest {
    private static final String ROLE = "redis_service";
    private static final String SUBJECT = "system:serviceaccount:llm-judge:redis-service";
    private static final Catalogue CHECKS = Catalogue.of(List.of(AccountChecks.class));

    private final PretendedAccount account =
            PretendedAccount.of(Harness.load(Workspace.ofProcess(), Selection.of("dev")));

    @Test
    void anAccountThatIsAsItMustBeHolds() {
        assertThat(results(account.observed()))
                // its roles are by IRSA
                .filteredOn(result -> !result.id().equals("PODID-004"))
                .filteredOn(result -> !(result.outcome() instanceof Outcome.Passed))
                // persistence fetches what an ExternalSecret brings it
                .allMatch(CheckResult::isRemark)
                .extracting(CheckResult::id)
                .containsOnly("IAM-002", "IAM-003");
    }

    static Stream<Arguments> trusts() {
        return Stream.of(
                trust(
                        "another namespace",
                        "another namespace, default",
                        policy -> policy.replace("llm-judge:redis", "default:redis")),
                trust(
                        "another account of the namespace",
                        "another service account, judge-service",
                        policy -> policy.replace("redis-service", "judge-service")),
                trust(
                        "no audience",
                        "no condition on",
                        policy -> policy.replaceAll(", \"[^\"]*:aud\": \"[^\"]*\"", "")),
                trust("no subject", "no condition on", policy -> policy.replaceAll("\"[^\"]*:sub\": \"[^\"]*\", ", "")),
                trust("a wildcard", "has a wildcard", policy -> policy.replace("StringEquals", "StringLike")
                        .replace(":redis-service", ":*")),
                trust("a wildcard taken literally", "a wildcard", policy -> policy.replace(":redis-service", ":*")),
                trust(
                        "another cluster's provider",
                        "another cluster's id",
                        policy -> policy.replaceAll("/id/[0-9A-Z]+", "/id/0THER")),
                trust(
                        "another account's provider",
                        "in another account",
                        policy -> policy.replace("111122223333", "444455556666")),
                trust(
                        "the scheme kept",
                        "with the scheme kept",
                        policy -> policy.replace("oidc-provider/oidc", "oidc-provider/https://oidc")),
                trust(
                        "another action",
                        "does not allow sts:AssumeRoleWithWebIdentity",
                        policy -> policy.replace("WithWebIdentity", "")),
                trust("a Deny", "denies " + SUBJECT, policy -> policy.replace("Allow", "Deny")),
                trust(
                        "a statement for somebody else",
                        "lets",
                        policy -> policy.replace(
                                "[{",
                                "[{\"Sid\": \"Door\", \"Effect\": \"Allow\", \"Principal\": {\"AWS\": \"arn:aws:iam::444455556666:root\"},"
                                        + " \"Action\": \"sts:AssumeRole\"}, {")),
                trust("no document", "cannot be read", policy -> "{"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("trusts")
    void aTrustPolicyThatIsWrongIsRedAndToldWithItsFix(String name, String says, UnaryOperator<String> change) {
        CheckResult red = onlyRed(account.trusting(ROLE, change));

        assertThat(red.id()).isEqualTo("IRSA-008");
        assertThat(red.subject()).isEqualTo("redis-service");
        assertThat(red.tier()).isEqualTo(EvidenceTier.STATIC);
        assertThat(message(red))
                .contains(
                        "IAM role arn:aws:iam::111122223333:role/",
                        "(redis_service)",
                        "iam_role_arns.redis_service",
                        says,
                        "only " + SUBJECT,
                        "aws iam update-assume-role-policy --role-name ");
        assertThat(message(red)).matches("(?s).*(Statement|statement|cannot be read|One|Door).*");
    }

    @Test
    void everybodyElseWhoMayAssumeARoleIsTold() {
        String door = "{\"Effect\": \"Allow\", \"Principal\": {\"AWS\": \"arn:aws:iam::%s:root\"},"
                + " \"Action\": \"sts:AssumeRole\"}, ";
        CheckResult red = onlyRed(account.trusting(
                ROLE,
                policy -> policy.replace(
                        "[{", "[" + door.formatted("444455556666") + door.formatted("555566667777") + "{")));

        assertThat(message(red)).contains("444455556666", "555566667777");
    }

    @Test
    void aRoleThatTheAccountDoesNotHaveIsRed() {
        CheckResult gone = onlyRed(account.role(ROLE, role -> Optional.empty()));
        CheckResult moved = onlyRed(account.role(
                ROLE,
                role -> Optional.of(new AccountRole(role.arn().replace(":role/", ":role/path/"), role.trustPolicy()))));

        assertThat(message(gone)).contains("the account has no such role: apply module iam-roles");
        assertThat(message(moved)).contains(":role/path/");
    }

    @Test
    void aRoleByPodIdentityIsJudgedByTheTrustThatItNeeds() {
        String right = """
                {"Version": "2012-10-17", "Statement": [{"Sid": "Pods", "Effect": "Allow",
                 "Principal": {"Service": "pods.eks.amazonaws.com"}, "Action": ["sts:AssumeRole", "sts:TagSession"],
                 "Condition": {"StringEquals": {"aws:RequestTag/eks-cluster-arn": "arn:aws:eks:us-west-2:111122223333:cluster/llm-judge-dev",
                  "aws:RequestTag/kubernetes-namespace": "llm-judge", "aws:RequestTag/kubernetes-service-account": "redis-service"}}}]}""";

        WorkloadIdentities identities =
                new WorkloadIdentities(WorkloadIdentities.Way.IRSA, Map.of(ROLE, WorkloadIdentities.Way.POD_IDENTITY));
        PretendedAccount pods =
                PretendedAccount.of(Against.with(account.observed().environment(), "identities", identities));

        assertThat(byPodIdentity(pods.trusting(ROLE, irsa -> right)).outcome()).isInstanceOf(Outcome.Passed.class);
        CheckResult left = byPodIdentity(pods.observed());
        assertThat(left.tier()).isEqualTo(EvidenceTier.STATIC);
        assertThat(message(left))
                .contains(
                        "(redis_service)",
                        "iam_role_arns.redis_service",
                        "\"One\" does not let EKS do sts:AssumeRole",
                        "only EKS Pod Identity for " + SUBJECT,
                        "aws iam update-assume-role-policy --role-name ",
                        "pods.eks.amazonaws.com");
        assertThat(message(byPodIdentity(pods.trusting(ROLE, irsa -> right.replace("redis-service", "judge")))))
                .contains("kubernetes-service-account");
        assertThat(message(byPodIdentity(pods.role(ROLE, role -> Optional.empty()))))
                .contains("the account has no such role");
        assertThat(byPodIdentity(pods.silent(ROLE)).outcome()).isInstanceOf(Outcome.Unknown.class);
    }

    private static CheckResult byPodIdentity(Observed observed) {
        List<CheckResult> judged = results(observed).stream()
                .filter(result -> result.id().equals("PODID-004") && !(result.outcome() instanceof Outcome.Skipped))
                .toList();
        assertThat(judged).hasSize(1);
        return judged.get(0);
    }

    @Test
    void aProviderThatDoesNotTakeTheTokensIsRed() {
        String arn =
                account.observed().environment().cluster().oidcProviderArn().orElseThrow();

        CheckResult missing = onlyRed(account.provider(Optional.empty()));
        CheckResult other = onlyRed(account.provider(OidcProvider.parse(arn, Set.of("vault"))));

        assertThat(List.of(missing, other)).extracting(CheckResult::id).containsOnly("IRSA-009");
        assertThat(message(missing)).contains("OIDC provider " + arn, "apply module eks");
        assertThat(message(other)).contains("[vault]", "aws iam add-client-id-to-open-id-connect-provider");
    }

    @Test
    void aPermissionThatIsMissingIsRed() {
        CheckResult red = onlyRed(account.permitting(
                ROLE,
                RolePolicyFixtures.of(ROLE, account.observed().environment())
                        .replace("appconfig:Get", "appconfig:List")));

        assertThat(red.id()).isEqualTo("IAM-001");
        assertThat(red.tier()).isEqualTo(EvidenceTier.SIMULATED);
        assertThat(message(red))
                .contains(
                        "(redis_service)",
                        "permissions.redis_service",
                        "reads_its_configuration: appconfig:GetLatestConfiguration on arn:aws:appconfig:",
                        "must be allowed, and no statement allows it",
                        "change them in module iam-roles");
    }

    @Test
    void aPermissionThatIsDeniedIsRed() {
        assertThat(message(onlyRed(account.permitting(ROLE, fixture(), """
                        {"Version": "2012-10-17", "Statement": {"Effect": "Deny", "Action": "appconfig:*", "Resource": "*"}}"""))))
                .contains("must be allowed and is denied by policy policy-1");
    }

    @Test
    void aPermissionTooMuchIsRed() {
        List<CheckResult> found = findings(account.permitting(ROLE, fixture(), """
                {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "*", "Resource": "*"}}"""));

        assertThat(found).extracting(CheckResult::id).contains("IAM-001", "IAM-002");
        assertThat(message(found.get(0)))
                .contains(
                        "reads_no_secret: secretsmanager:GetSecretValue",
                        "must be refused and is allowed by policy policy-1");
    }

    @Test
    void whatNobodyExpectsIsARemark() {
        List<CheckResult> found = findings(account.permitting(ROLE, fixture(), """
                {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}}"""));

        assertThat(found).singleElement().satisfies(result -> {
            assertThat(result.isRemark()).isTrue();
            assertThat(result.id()).isEqualTo("IAM-002");
            assertThat(message(result)).contains("allows s3:GetObject on *, which nothing expects");
        });
    }

    @Test
    void accessToCredentialsThatComeByThemselvesIsARemark() {
        assertThat(results(account.observed()))
                .filteredOn(result -> result.id().equals("IAM-003"))
                .singleElement()
                .satisfies(result -> {
                    assertThat(result.isRemark()).isTrue();
                    assertThat(message(result)).contains("persistence_service", "comes by an ExternalSecret");
                });
        String without = RolePolicyFixtures.of(
                        "persistence_service", account.observed().environment())
                .replace("secretsmanager:GetSecretValue", "secretsmanager:DescribeSecret");

        assertThat(results(account.permitting("persistence_service", without)))
                .filteredOn(result -> result.id().equals("IAM-003"))
                .extracting(CheckResult::outcome)
                .containsExactly(new Outcome.Passed());
    }

    @Test
    void onlyWhatASimulatorAnsweredIsSimulated() {
        RolePermissions own = account.observed()
                .evidence()
                .aws()
                .permissions()
                .of(ROLE)
                .found()
                .orElseThrow();
        Observed rehearsed = account.permissions(
                ROLE,
                Optional.of(new RolePermissions(
                        own.decisions(), dev.plumbline.iam.permission.Evidence.REHEARSED, own.documents(), "")));

        assertThat(rehearsed.evidence().aws().isSimulated()).isTrue();
        assertThat(account.byDocuments(ROLE).evidence().aws().isSimulated()).isFalse();
        assertThat(SmallPlatform.rendered().evidence().aws().isSimulated()).isFalse();
    }

    @Test
    void decisionsByDocumentsSaySo() {
        assertThat(results(account.byDocuments(ROLE)))
                .filteredOn(result -> result.id().equals("IAM-001"))
                .extracting(CheckResult::tier)
                .containsOnly(EvidenceTier.STATIC);
    }

    @Test
    void whatNobodyDecidedIsNoPass() {
        RolePermissions undecided = new RolePermissions(
                List.of(), dev.plumbline.iam.permission.Evidence.SIMULATED, Optional.empty(), "why");

        assertThat(message(onlyRed(account.permissions(ROLE, Optional.of(undecided)))))
                .contains("cannot be decided: nobody was asked");
        assertThat(results(account.permissions(ROLE, Optional.of(undecided))))
                .extracting(CheckResult::outcome)
                .contains(new Outcome.Skipped("its policies: why"));
        assertThat(message(red(account.permissions(ROLE, Optional.empty())).get(0)))
                .contains("the account has no such role");
    }

    @Test
    void whatNobodyDecidedOfTheCredentialsIsUnknown() {
        RolePermissions of = account.observed()
                .evidence()
                .aws()
                .permissions()
                .of("persistence_service")
                .found()
                .orElseThrow();
        RolePermissions undecided = new RolePermissions(
                of.decisions().stream()
                        .map(decision -> new Decision(decision.question(), Decision.Outcome.UNKNOWN, "a boundary"))
                        .toList(),
                of.evidence(),
                of.documents(),
                "");

        for (Optional<RolePermissions> found : List.of(
                Optional.<RolePermissions>empty(),
                Optional.of(undecided),
                Optional.of(new RolePermissions(List.of(), of.evidence(), of.documents(), "")))) {
            assertThat(results(account.permissions("persistence_service", found)))
                    .filteredOn(result -> result.id().equals("IAM-003"))
                    .extracting(CheckResult::outcome)
                    .singleElement()
                    .isInstanceOf(Outcome.Unknown.class);
        }
    }

    static Stream<Arguments> exchanges() {
        return Stream.of(
                exchange(
                        "its own account is refused",
                        "refused: AccessDenied",
                        seen -> with(
                                seen, new Exchange.Refused("AccessDenied", "no"), seen.other(), seen.otherAudience())),
                exchange(
                        "it is somebody else",
                        "assumed-role/node",
                        seen -> with(
                                seen,
                                new Exchange.Admitted("arn:aws:sts::111122223333:assumed-role/node/i-1"),
                                seen.other(),
                                seen.otherAudience())),
                exchange(
                        "another account is admitted",
                        "with a token of other/account",
                        seen -> with(seen, seen.own(), seen.own(), seen.otherAudience())),
                exchange(
                        "another audience is admitted",
                        "that is not for sts.amazonaws.com",
                        seen -> with(seen, seen.own(), seen.other(), seen.own())),
                exchange(
                        "a refusal is of the question",
                        "ValidationError",
                        seen -> with(
                                seen,
                                seen.own(),
                                new Exchange.Refused("ValidationError", "no"),
                                seen.otherAudience())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("exchanges")
    void aTokenThatIsJudgedOtherwiseIsRed(String name, String says, UnaryOperator<SeenExchange> change) {
        CheckResult red = onlyRed(account.exchange(ROLE, change));

        assertThat(red.id()).isEqualTo("IRSA-010");
        assertThat(red.tier()).isEqualTo(EvidenceTier.LIVE);
        assertThat(message(red)).contains("(redis_service)", "AssumeRoleWithWebIdentity", says);
    }

    @Test
    void whatAwsDoesNotTellIsUnknownAndRed() {
        assertThat(red(account.silent(ROLE)))
                .allMatch(result -> result.outcome() instanceof Outcome.Unknown)
                .extracting(CheckResult::id)
                .contains("IRSA-008", "IRSA-010", "IAM-001");
    }

    @Test
    void whereNobodyAsksTheAccountItIsSkippedWithTheReason() {
        assertThat(DirectRun.of(CHECKS, SmallPlatform.rendered())).isNotEmpty().allSatisfy(result -> assertThat(
                        result.outcome())
                .isEqualTo(new Outcome.Skipped(
                        "not shown by rendered: manifests name roles; what these are, only an account knows")));
        assertThat(DirectRun.of(
                        CHECKS, SmallPlatform.seenOn(dev.plumbline.observe.Source.LOCAL, SmallPlatform.environment())))
                .isNotEmpty()
                .allSatisfy(result -> assertThat(result.outcome()).isEqualTo(new Outcome.Skipped("nobody was asked")));
    }

    private String fixture() {
        return RolePolicyFixtures.of(ROLE, account.observed().environment());
    }

    private static SeenExchange with(SeenExchange seen, Exchange own, Exchange other, Exchange otherAudience) {
        return new SeenExchange(seen.bearer(), own, seen.stranger(), other, otherAudience, seen.origin());
    }

    /** The one check that is red, and is not before. */
    private CheckResult onlyRed(Observed broken) {
        List<CheckResult> red = red(broken);
        assertThat(red).as("%s", red).hasSize(1);
        return red.get(0);
    }

    private List<CheckResult> red(Observed broken) {
        return results(broken).stream().filter(CheckResult::isRed).toList();
    }

    /** What is found besides what is remarked anyway. */
    private List<CheckResult> findings(Observed broken) {
        return results(broken).stream()
                .filter(result -> result.isRed() || result.isRemark())
                .filter(result -> result.subject().startsWith("redis"))
                .toList();
    }

    private static List<CheckResult> results(Observed observed) {
        return DirectRun.of(CHECKS, observed);
    }

    private static String message(CheckResult result) {
        return ((Outcome.Failed) result.outcome()).message();
    }

    private static Arguments trust(String name, String says, UnaryOperator<String> change) {
        return arguments(name, says, change);
    }

    private static Arguments exchange(String name, String says, UnaryOperator<SeenExchange> change) {
        return arguments(name, says, change);
    }
}
