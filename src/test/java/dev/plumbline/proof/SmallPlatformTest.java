package dev.plumbline.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.junit.Catalogue;
import dev.plumbline.junit.DirectRun;
import dev.plumbline.observe.Observed;
import dev.plumbline.observe.SmallPlatform;
import dev.plumbline.observe.Source;
import dev.plumbline.report.CheckResult;
import dev.plumbline.report.Outcome;
import java.util.List;
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
        List<String> passed = DirectRun.of(observed).stream()
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
