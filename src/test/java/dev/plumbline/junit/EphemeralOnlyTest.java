package dev.plumbline.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.EventConditions;
import org.junit.platform.testkit.engine.TestExecutionResultConditions;

/** Tests that destroy never get as far as their first line on a cluster that is not their own. */
class EphemeralOnlyTest {
    private static final AtomicInteger DESTROYED = new AtomicInteger();

    @ParameterizedTest
    @ValueSource(strings = {"live:dev", "live:local", "rendered:dev,live:prod"})
    void aRunOnAGivenClusterRefusesAClassThatDestroys(String targets) {
        int before = DESTROYED.get();

        EngineExecutionResults results = run(Destroys.class, Map.of("plumbline.targets", targets));

        results.containerEvents()
                .failed()
                .assertEventsMatchExactly(EventConditions.event(EventConditions.finishedWithFailure(
                        TestExecutionResultConditions.message(message -> message.contains("is refused")
                                && message.contains("did not start")
                                && message.contains("live:")
                                && message.contains("-Dit.test=Destroys")))));
        assertThat(DESTROYED).hasValue(before);
    }

    @Test
    void aKubeconfigIsAGivenClusterWhateverElseIsSaid() {
        int before = DESTROYED.get();

        run(Destroys.class, Map.of("plumbline.kubeconfig", "/somebody/elses", "plumbline.ephemeral", "true"));

        assertThat(DESTROYED).hasValue(before);
    }

    @Test
    void oneMethodIsRefusedAndTheOthersRun() {
        EngineExecutionResults results = run(DestroysInOneMethod.class, Map.of("plumbline.targets", "live:dev"));

        results.testEvents()
                .assertStatistics(
                        statistics -> statistics.started(2).succeeded(1).failed(1));
    }

    @Test
    void onClustersOfItsOwnItRuns() {
        run(Destroys.class, Map.of("plumbline.targets", "live:local", "plumbline.ephemeral", "true"))
                .testEvents()
                .assertStatistics(statistics -> statistics.succeeded(1));
        run(Destroys.class, Map.of("plumbline.targets", "rendered:dev", "plumbline.kubeconfig", ""))
                .testEvents()
                .assertStatistics(statistics -> statistics.succeeded(1));
    }

    private static EngineExecutionResults run(Class<?> tests, Map<String, String> settings) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(tests))
                // the settings of the run that this test is part of do not count
                .enableImplicitConfigurationParameters(false)
                .configurationParameters(settings)
                .execute();
    }

    @EphemeralOnly
    static class Destroys {
        @BeforeAll
        static void begin() {
            DESTROYED.incrementAndGet();
        }

        @Test
        void everything() {
            DESTROYED.incrementAndGet();
        }
    }

    static class DestroysInOneMethod {
        @Test
        void reads() {}

        @Test
        @EphemeralOnly
        void destroys() {
            DESTROYED.incrementAndGet();
        }
    }
}
