package dev.plumbline.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.environment.Environment;
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

    private static Iterable<String> red(Observed platform) {
        return DirectRun.of(platform).stream()
                .filter(CheckResult::isRed)
                .map(CheckResult::id)
                .distinct()
                .toList();
    }
}
