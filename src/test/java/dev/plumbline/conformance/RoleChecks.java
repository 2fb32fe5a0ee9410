package dev.plumbline.conformance;

import static dev.plumbline.assertions.PlatformAssertions.assertEach;
import static dev.plumbline.assertions.PlatformAssertions.assertEachIfAny;
import static dev.plumbline.assertions.PlatformAssertions.assertThat;
import static dev.plumbline.observe.Source.EKS;
import static dev.plumbline.observe.Source.LOCAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.plumbline.junit.Basis;
import dev.plumbline.junit.Conformance;
import dev.plumbline.junit.ForEachRole;
import dev.plumbline.junit.ForPlatform;
import dev.plumbline.junit.Requirement;
import dev.plumbline.observe.Observed;
import dev.plumbline.observe.RoleBearer;
import dev.plumbline.observe.SeenAccount;
import dev.plumbline.observe.SeenWorkload;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

@Conformance("IAM roles of service accounts")
class RoleChecks {

    @Requirement("IRSA-001")
    @ForEachRole
    void serviceAccountAssumesTheDeclaredRole(RoleBearer bearer, Observed observed) {
        assumeIrsa(bearer, observed);
        assertThat(observed.serviceAccountOf(bearer))
                .declaredAt("iam_role_arns." + bearer.roleKey())
                .assumes(bearer.roleArn());
    }

    @Requirement("IRSA-002")
    @ForEachRole
    void podsRunAsTheAccountThatAssumesTheRole(RoleBearer bearer, Observed observed) {
        // a release may have more workloads than the one that needs AWS: external-secrets has three
        assertThat(observed.workloadsOf(bearer.release()))
                .as(
                        "workloads of %s (%s): one must run as %s; %s",
                        bearer.release(),
                        observed.origin(),
                        bearer.account(),
                        observed.workloadsOfNobody(bearer.namespace()))
                .anySatisfy(workload -> assertThat(workload).runsAs(bearer.account()));
    }

    @Requirement("IRSA-003")
    @ForPlatform
    void noOtherAccountAssumesADeclaredRole(Observed observed) {
        List<RoleBearer> bearers = observed.declared().roleBearers();
        Set<String> roles = bearers.stream().map(RoleBearer::roleArn).collect(Collectors.toSet());
        Set<String> expected = bearers.stream()
                .map(bearer -> bearer.namespace() + "/" + bearer.account())
                .collect(Collectors.toSet());
        Set<String> namespaces = bearers.stream().map(RoleBearer::namespace).collect(Collectors.toSet());
        List<SeenAccount> others = namespaces.stream()
                .flatMap(namespace -> observed.serviceAccounts(namespace).stream())
                .filter(account -> !expected.contains(
                        account.id().namespace() + "/" + account.id().name()))
                .filter(account -> account.roleArn().filter(roles::contains).isPresent())
                .toList();
        assertEachIfAny(others, account -> assertThat(account).assumesNoRole());
    }

    @Requirement(value = "IRSA-004", basis = Basis.DOCUMENT)
    @ForPlatform
    void eachRoleIsAssumedByOneAccountOnly(Observed observed) {
        assertThat(observed.declared().roleBearers())
                .as("iam_role_arns of %s", observed.origin())
                .isNotEmpty()
                .extracting(RoleBearer::roleArn)
                .doesNotContainNull()
                .doesNotHaveDuplicates();
    }

    @Requirement(
            value = "IRSA-005",
            basis = Basis.SIGNATURE,
            sources = {LOCAL, EKS},
            otherwise = "only a cluster makes tokens")
    @ForEachRole
    void clusterMakesTokensThatAwsCanTrust(RoleBearer bearer, Observed observed) {
        assumeIrsa(bearer, observed);
        var tokens = observed.evidence().tokens();
        assumeTrue(tokens.notAsked().isEmpty(), tokens.notAsked().orElse(""));
        var token = tokens.of(bearer.namespace() + "/" + bearer.account());
        assertThat(token).isTrustworthyFor(bearer.namespace(), bearer.account());
        observed.environment().cluster().oidcProviderArn().ifPresent(provider -> assertThat(token)
                .declaredAt("cluster_oidc_provider_arn")
                .isIssuedBy(provider));
    }

    @Requirement(value = "IRSA-006", sources = EKS, otherwise = "only EKS has the webhook that does it")
    @ForEachRole
    void podsAreGivenWhatTheyNeedToAssumeTheRole(RoleBearer bearer, Observed observed) {
        assumeIrsa(bearer, observed);
        assertEach(
                observed.workloadsOf(bearer.release()).stream()
                        .filter(workload -> bearer.account()
                                .equals(workload.template().getSpec().getServiceAccountName()))
                        .flatMap(workload -> observed.podsOf(workload).stream())
                        .toList(),
                pod -> assertThat(pod)
                        .canAssume(
                                bearer.roleArn(), observed.environment().aws().region()));
    }

    @Requirement("IRSA-007")
    @ForEachRole
    void nobodyElseRunsAsTheAccountThatAssumesTheRole(RoleBearer bearer, Observed observed) {
        var running = observed.workloads(bearer.namespace()).stream()
                .filter(workload ->
                        bearer.account().equals(workload.template().getSpec().getServiceAccountName()))
                .toList();
        assertEachIfAny(running, workload -> assertThat(workload)
                .sharesItsAccountWithNone(running.stream().map(SeenWorkload::id).toList()));
    }

    static void assumeIrsa(RoleBearer bearer, Observed observed) {
        assumeTrue(isByIrsa(bearer, observed), "by EKS Pod Identity, not by IRSA: PODID-* look at it");
    }

    static boolean isByIrsa(RoleBearer bearer, Observed observed) {
        return !observed.environment().identities().usesPodIdentity(bearer.roleKey());
    }
}
