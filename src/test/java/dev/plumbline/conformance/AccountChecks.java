package dev.plumbline.conformance;

import static dev.plumbline.assertions.PlatformAssertions.assertThat;
import static dev.plumbline.observe.Source.EKS;
import static dev.plumbline.observe.Source.LOCAL;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.plumbline.account.ExpectedPermissions;
import dev.plumbline.environment.ServiceSettings;
import dev.plumbline.junit.Basis;
import dev.plumbline.junit.Conformance;
import dev.plumbline.junit.ForEachRole;
import dev.plumbline.junit.ForEachService;
import dev.plumbline.junit.ForPlatform;
import dev.plumbline.junit.Requirement;
import dev.plumbline.observe.Answers;
import dev.plumbline.observe.Observed;
import dev.plumbline.observe.RoleBearer;
import dev.plumbline.observe.SeenPermissions;
import dev.plumbline.observe.UnknownState;
import dev.plumbline.report.Level;

/** What the account of an environment says of the roles that its service accounts assume. */
@Conformance("IAM roles in the account")
class AccountChecks {
    private static final String NO_ACCOUNT = "manifests name roles; what these are, only an account knows";
    private static final String READ_CREDENTIALS = "secretsmanager:GetSecretValue";

    @Requirement(
            value = "IRSA-008",
            sources = {LOCAL, EKS},
            basis = Basis.DOCUMENT,
            otherwise = NO_ACCOUNT)
    @ForEachRole
    void roleTrustsExactlyItsServiceAccountOfThisCluster(RoleBearer bearer, Observed observed) {
        RoleChecks.assumeIrsa(bearer, observed);
        var roles = asked(observed.evidence().aws().roles());
        assertThat(roles.of(bearer.roleKey()))
                .declaredAt("iam_role_arns." + bearer.roleKey())
                .isTrustedToItsServiceAccountOnly(provider(observed));
    }

    @Requirement(
            value = "IRSA-009",
            sources = {LOCAL, EKS},
            otherwise = NO_ACCOUNT)
    @ForPlatform
    void accountTakesTheTokensOfThisCluster(Observed observed) {
        assumeTrue(
                observed.declared().roleBearers().stream().anyMatch(bearer -> RoleChecks.isByIrsa(bearer, observed)),
                "no role is by IRSA, which alone needs it");
        var providers = asked(observed.evidence().aws().provider());
        assertThat(providers.of(provider(observed)))
                .declaredAt("cluster_oidc_provider_arn")
                .takesTokensForSts();
    }

    @Requirement(
            value = "IRSA-010",
            sources = {LOCAL, EKS},
            otherwise = NO_ACCOUNT)
    @ForEachRole
    void roleIsHandedToItsServiceAccountAndToNobodyElse(RoleBearer bearer, Observed observed) {
        RoleChecks.assumeIrsa(bearer, observed);
        var exchanges = asked(observed.evidence().aws().exchanges());
        assertThat(exchanges.of(bearer.roleKey()))
                .declaredAt("iam_role_arns." + bearer.roleKey())
                .isHandedToItsServiceAccountOnly();
    }

    @Requirement(
            value = "PODID-004",
            sources = {LOCAL, EKS},
            basis = Basis.DOCUMENT,
            otherwise = NO_ACCOUNT)
    @ForEachRole
    void roleTrustsEKSPodIdentityForItsServiceAccount(RoleBearer bearer, Observed observed) {
        var roles = asked(observed.evidence().aws().roles());
        assumeTrue(PodIdentityChecks.usesPodIdentity(bearer.roleKey(), observed), PodIdentityChecks.BY_IRSA);
        assertThat(roles.of(bearer.roleKey()))
                .declaredAt("iam_role_arns." + bearer.roleKey())
                .isTrustedToPodIdentity();
    }

    @Requirement(
            value = "IAM-001",
            sources = {LOCAL, EKS},
            basis = Basis.PERMISSIONS,
            otherwise = NO_ACCOUNT)
    @ForEachRole
    void roleMayDoWhatItMustAndNothingThatItMustNot(RoleBearer bearer, Observed observed) {
        var permissions = asked(observed.evidence().aws().permissions());
        assertThat(permissions.of(bearer.roleKey()))
                .declaredAt("permissions." + bearer.roleKey())
                .areAsExpected(ExpectedPermissions.of(observed.environment(), bearer.roleKey()));
    }

    @Requirement(
            value = "IAM-002",
            level = Level.SHOULD,
            sources = {LOCAL, EKS},
            basis = Basis.DOCUMENT,
            otherwise = NO_ACCOUNT)
    @ForEachRole
    void roleMayDoNothingThatNobodyExpectsOfIt(RoleBearer bearer, Observed observed) {
        SeenPermissions seen = asked(observed.evidence().aws().permissions()).of(bearer.roleKey());
        var found = seen.found()
                .orElseThrow(() -> new UnknownState("%s (%s) does not exist".formatted(seen, seen.origin())));
        // it needs a permission that not everybody gives, and nothing depends on a remark
        assumeTrue(found.documents().isPresent(), "its policies: " + found.unread());
        assertThat(seen)
                .declaredAt("permissions." + bearer.roleKey())
                .areNoMoreThanExpected(
                        ExpectedPermissions.of(observed.environment(), bearer.roleKey()),
                        found.documents().get());
    }

    @Requirement(
            value = "IAM-003",
            level = Level.SHOULD,
            sources = {LOCAL, EKS},
            basis = Basis.PERMISSIONS,
            otherwise = NO_ACCOUNT)
    @ForEachService(readingCredentials = true)
    void serviceThatIsGivenTheCredentialsMayNotFetchThemItself(ServiceSettings service, Observed observed) {
        var permissions = asked(observed.evidence().aws().permissions());
        assertThat(permissions.of(service.roleKey())).doNotAllow(READ_CREDENTIALS);
    }

    private static String provider(Observed observed) {
        return observed.environment()
                .cluster()
                .oidcProviderArn()
                .orElseThrow(
                        () -> new UnknownState("%s names no cluster_oidc_provider_arn".formatted(observed.origin())));
    }

    private static <T> Answers<T> asked(Answers<T> answers) {
        assumeTrue(answers.notAsked().isEmpty(), answers.notAsked().orElse(""));
        return answers;
    }
}
