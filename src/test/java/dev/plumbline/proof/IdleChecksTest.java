package dev.plumbline.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.environment.Environment;
import dev.plumbline.environment.WorkloadIdentities;
import dev.plumbline.junit.DirectRun;
import dev.plumbline.observe.Against;
import dev.plumbline.observe.Observed;
import dev.plumbline.observe.RecordedPlatform;
import dev.plumbline.observe.SmallPlatform;
import dev.plumbline.observe.Source;
import dev.plumbline.report.CheckResult;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Checks that no broken object makes red: what they look at is something else, and that is broken here. */
class IdleChecksTest {
    private final Observed healthy = SmallPlatform.rendered();

    @Test
    void aRoleThatTwoAccountsAssumeIsFound() {
        Environment environment = healthy.environment();
        Map<String, String> roles = new LinkedHashMap<>(environment.iamRoleArns());
        roles.put("front_service", roles.get("ledger_service"));

        assertThat(red(Against.inputs(healthy, "iamRoleArns", roles))).contains("IRSA-004");
        assertThat(red(healthy)).doesNotContain("IRSA-004");
    }

    @Test
    void aTagOfTheStandardThatIsMissingIsFound() {
        Map<String, String> tags = new LinkedHashMap<>(healthy.environment().tags());
        tags.remove("Owner");

        assertThat(red(Against.inputs(healthy, "tags", tags))).contains("TAG-001");
        assertThat(red(healthy)).doesNotContain("TAG-001");
    }

    @Test
    void podsWithoutWhatEksGivesThemAreFoundOnEks() {
        assertThat(red(Against.source(RecordedPlatform.read(), Source.EKS))).contains("IRSA-006");
    }

    /** What was made for IRSA, where Pod Identity was asked for; and the other way round. */
    @Test
    void accountsAndStoresOfTheOtherWayAreFound() {
        WorkloadIdentities podIdentity = new WorkloadIdentities(WorkloadIdentities.Way.POD_IDENTITY, Map.of());
        Observed annotated = Against.inputs(healthy, "identities", podIdentity);
        Observed plain = SmallPlatform.rendered(Against.with(healthy.environment(), "identities", podIdentity));

        assertThat(red(annotated)).contains("PODID-001", "PODID-003").doesNotContain("IRSA-001", "STORE-002");
        assertThat(red(plain)).isEqualTo(red(healthy));
        assertThat(red(Against.inputs(plain, "identities", WorkloadIdentities.irsa())))
                .contains("IRSA-001", "STORE-002")
                .doesNotContain("PODID-001", "PODID-003");
    }

    @Test
    void oneRoleOfTheOtherWayIsLookedAtAlone() {
        WorkloadIdentities front = new WorkloadIdentities(
                WorkloadIdentities.Way.IRSA, Map.of("front_service", WorkloadIdentities.Way.POD_IDENTITY));

        assertThat(DirectRun.of(Against.inputs(healthy, "identities", front)))
                .filteredOn(result -> result.isRed() && result.id().startsWith("PODID"))
                .extracting(CheckResult::subject)
                .containsExactly("front-door");
    }

    @Test
    void podsWithoutWhatPodIdentityGivesThemAreFoundOnEks() {
        WorkloadIdentities podIdentity = new WorkloadIdentities(WorkloadIdentities.Way.POD_IDENTITY, Map.of());
        Observed onEks = Against.source(RecordedPlatform.read(), Source.EKS);

        assertThat(red(Against.inputs(onEks, "identities", podIdentity)))
                .contains("PODID-002")
                .doesNotContain("IRSA-006");
    }

    private static Iterable<String> red(Observed platform) {
        return DirectRun.of(platform).stream()
                .filter(CheckResult::isRed)
                .map(CheckResult::id)
                .distinct()
                .toList();
    }
}
