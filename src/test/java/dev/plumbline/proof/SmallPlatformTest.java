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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Nothing in the suite knows the names of one platform: it holds for another. */
class SmallPlatformTest {
    private final Observed observed = SmallPlatform.rendered();

    @Test
    void everyCheckHoldsForAPlatformOfOtherNames() {
        List<CheckResult> results = DirectRun.of(observed);

        assertThat(results).filteredOn(CheckResult::isRed).isEmpty();
        assertThat(results).filteredOn(CheckResult::isRemark).isEmpty();
    }

    @Test
    void everyCheckThatManifestsCanShowIsReallyRun() {
        // its roles by IRSA, and by Pod Identity: each has checks that the other skips
        Observed other = SmallPlatform.rendered(Against.with(
                observed.environment(),
                "identities",
                new WorkloadIdentities(WorkloadIdentities.Way.POD_IDENTITY, Map.of())));
        List<String> passed = Stream.of(observed, other)
                .flatMap(platform -> DirectRun.of(platform).stream())
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
