package dev.plumbline.conformance;

import static dev.plumbline.assertions.PlatformAssertions.assertEach;
import static dev.plumbline.assertions.PlatformAssertions.assertThat;
import static dev.plumbline.observe.Source.EKS;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.plumbline.junit.Conformance;
import dev.plumbline.junit.ForEachRelease;
import dev.plumbline.junit.ForEachRole;
import dev.plumbline.junit.Requirement;
import dev.plumbline.observe.DeclaredRelease;
import dev.plumbline.observe.Observed;
import dev.plumbline.observe.RoleBearer;

/** The objects' side of roles by EKS Pod Identity; the trust of the role is the account's, and the associations preflight's. */
@Conformance("EKS Pod Identity")
class PodIdentityChecks {
    static final String BY_IRSA = "by IRSA, not by EKS Pod Identity: IRSA-* look at it";

    @Requirement("PODID-001")
    @ForEachRole
    void serviceAccountCarriesNoRoleOfItsOwn(RoleBearer bearer, Observed observed) {
        assumeTrue(usesPodIdentity(bearer.roleKey(), observed), BY_IRSA);
        assertThat(observed.serviceAccountOf(bearer))
                .declaredAt("workload_identity")
                .leavesItsRoleToPodIdentity();
    }

    @Requirement(value = "PODID-002", sources = EKS, otherwise = "only EKS has the webhook that does it")
    @ForEachRole
    void podsAreGivenWhatTheyNeedToAskForTheRole(RoleBearer bearer, Observed observed) {
        assumeTrue(usesPodIdentity(bearer.roleKey(), observed), BY_IRSA);
        assertEach(
                observed.workloadsOf(bearer.release()).stream()
                        .filter(workload -> bearer.account()
                                .equals(workload.template().getSpec().getServiceAccountName()))
                        .flatMap(workload -> observed.podsOf(workload).stream())
                        .toList(),
                pod -> assertThat(pod).canAskPodIdentity());
    }

    @Requirement("PODID-003")
    @ForEachRelease(chart = "external-secrets")
    void secretStoreLeavesAuthenticationToTheOperatorsPods(DeclaredRelease release, Observed observed) {
        assumeTrue(operatorUsesPodIdentity(release, observed), BY_IRSA);
        assertThat(observed.secretStore()).declaredAt("workload_identity").authenticatesAsItsOperatorsPods();
    }

    static boolean operatorUsesPodIdentity(DeclaredRelease release, Observed observed) {
        return release.settings()
                .orElseThrow()
                .roleKey()
                .filter(role -> usesPodIdentity(role, observed))
                .isPresent();
    }

    static boolean usesPodIdentity(String roleKey, Observed observed) {
        return observed.environment().identities().usesPodIdentity(roleKey);
    }
}
