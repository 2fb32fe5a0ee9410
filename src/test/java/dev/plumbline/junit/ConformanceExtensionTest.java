package dev.plumbline.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.plumbline.observe.Observed;
import dev.plumbline.observe.SmallPlatform;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

class ConformanceExtensionTest {

    @Test
    void namesEachTestByRequirementTargetAndSubject() {
        EngineExecutionResults results = run(SuiteRunTest.Sample.class, "rendered:tiny");

        assertThat(names(results.testEvents().started().list()))
                .containsExactlyInAnyOrder("[tiny front]", "[tiny ledger]", "[tiny platform]");
        assertThat(names(results.containerEvents().started().list()))
                .contains("Sample", "S-001 autoscaler has its bounds", "S-002 cannot be rendered");
    }

    @Test
    void skipsSubjectBySubjectWithAReason() {
        run(SuiteRunTest.Sample.class, "rendered:tiny")
                .testEvents()
                .assertStatistics(
                        statistics -> statistics.succeeded(2).aborted(1).failed(0));
    }

    @Test
    void failsARunInWhichNothingWasChecked() {
        EngineExecutionResults results = run(SuiteRunTest.OnlyLive.class, "rendered:tiny");

        assertThat(results.allEvents().failed().count()).isPositive();
    }

    @Test
    void failsACheckThatHasNoSubject() {
        run(SuiteRunTest.WithoutSubjects.class, "rendered:tiny")
                .testEvents()
                .assertStatistics(statistics -> statistics.failed(1).succeeded(0));
    }

    @Test
    void failsWhenNoTargetIsNamed() {
        EngineExecutionResults results = run(SuiteRunTest.Sample.class, " , ");

        assertThat(results.allEvents().failed().count()).isPositive();
        assertThat(results.testEvents().succeeded().count()).isZero();
    }

    private static EngineExecutionResults run(Class<?> checks, String targets) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(checks))
                .configurationParameter(ConformanceExtension.TARGETS, targets)
                .configurationParameter(ConformanceExtension.SOURCES, Small.class.getName())
                .execute();
    }

    private static List<String> names(List<Event> events) {
        return events.stream()
                .map(event -> event.getTestDescriptor().getDisplayName())
                .toList();
    }

    static final class Small implements ObservedSources {
        @Override
        public ObservedSource open(Target target, Function<String, Optional<String>> settings) {
            Observed observed = SmallPlatform.rendered();
            return () -> observed;
        }
    }
}
