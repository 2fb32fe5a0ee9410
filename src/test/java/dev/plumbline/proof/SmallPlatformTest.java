package dev.plumbline.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.environment.WorkloadIdentities;
import dev.plumbline.junit.Catalogue;
import dev.plumbline.junit.DirectRun;
import dev.plumbline.observe.Against;
import dev.plumbline.observe.Observed;
import dev.plumbline.observe.SmallPlatform;
import dev.plumbline.observe.Source;
import dev.plumbline.report.CheckResult;
import dev.plumbline.report.Outcome;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing in the suite knows the names of one platform: it holds for another. */
class SmallPlatformTest {
    private static final WorkloadIdentities PODS =
            new WorkloadIdentities(WorkloadIdentities.Way.POD_IDENTITY, Map.of());

    /** Roles are given in one of two ways, and each way has checks of its own. */
    static List<Observed> platforms() {
        return List.of(
                SmallPlatform.rendered(),
                SmallPlatform.rendered(Against.with(SmallPlatform.environment(), "identities", PODS)));
    }

    @ParameterizedTest
    @MethodSource("platforms")
    void everyCheckHoldsForAPlatformOfOtherNames(Observed observed) {
        List<CheckResult> results = DirectRun.of(observed);

        assertThat(results).filteredOn(CheckResult::isRed).isEmpty();
        assertThat(results).filteredOn(CheckResult::isRemark).isEmpty();
    }

    @Test
    void everyCheckThatManifestsCanShowIsReallyRun() {
        List<String> passed = platforms().stream()
                .flatMap(observed -> DirectRun.of(observed).stream())
                .filter(result -> result.outcome() instanceof Outcome.Passed)
                .map(CheckResult::id)
                .distinct()
                .toList();

        assertThat(Catalogue.ofSuite().checks())
                .filteredOn(check -> check.sources().contains(Source.RENDERED))
                .isNotEmpty()
                .allSatisfy(check -> assertThat(passed).contains(check.id()));
    }
}
