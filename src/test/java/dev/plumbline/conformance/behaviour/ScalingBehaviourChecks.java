package dev.plumbline.conformance.behaviour;

import static dev.plumbline.observe.Source.EKS;
import static dev.plumbline.observe.Source.LOCAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.plumbline.environment.ServiceSettings;
import dev.plumbline.junit.Conformance;
import dev.plumbline.junit.Eventually;
import dev.plumbline.junit.ForEachService;
import dev.plumbline.junit.ForPlatform;
import dev.plumbline.junit.Requirement;
import dev.plumbline.junit.RunningPlatform;
import dev.plumbline.observe.Observed;
import dev.plumbline.readiness.LiveView;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.util.List;

@Conformance("Behaviour: scaling and disruptions")
class ScalingBehaviourChecks {
    /** Two scrapes every 15 s, a round of the autoscaler every 15 s, the start of a pod; twice. */
    private static final Duration UP = Duration.ofSeconds(120);
    /** The same, the window of scaling down that the environment declares (15 s), and the end of a pod. */
    private static final Duration DOWN = Duration.ofSeconds(180);

    @Requirement(
            value = "BEH-006",
            says = "an autoscaler adds pods under load, and takes them away when it is over",
            sources = LOCAL,
            otherwise = "real services get no load for a check",
            disturbing = true)
    @ForPlatform
    void autoscalerFollowsTheLoad(Observed observed, RunningPlatform platform) {
        ServiceSettings service = observed.declared().services().get(0);
        int fewest = service.autoscaling().minReplicas();
        try (LiveView view = new LiveView(platform.client())) {
            Eventually eventually = new Eventually(view);
            RunningService running = running(observed, platform, eventually, service);
            String idle = "two scrapes, a round of the autoscaler, and its window of scaling down";
            eventually.holds(DOWN, idle, now -> {
                assertThat(running.desired(now)).as("replicas before the load").isEqualTo(fewest);
                running.isWhole(now);
            });
            try (Load load = Load.on(platform.client(), running.pods())) {
                eventually.holds(UP, "two scrapes, a round of the autoscaler, the start of a pod", now -> {
                    assertThat(running.desired(now))
                            .as("replicas that the autoscaler of %s wants under load; %s", service.name(), load)
                            .isGreaterThan(fewest)
                            .isLessThanOrEqualTo(service.autoscaling().maxReplicas());
                    running.isWhole(now);
                });
            }
            eventually.holds(DOWN, idle, now -> {
                assertThat(running.desired(now)).as("replicas after the load").isEqualTo(fewest);
                running.isWhole(now);
            });
        }
    }

    @Requirement(
            value = "BEH-007",
            says = "evictions are refused while one pod is missing, and its place is filled",
            sources = {LOCAL, EKS},
            otherwise = "pods exist only in a cluster",
            disturbing = true)
    @ForEachService
    void evictionsKeepToTheDisruptionBudget(ServiceSettings service, Observed observed, RunningPlatform platform) {
        try (LiveView view = new LiveView(platform.client())) {
            RunningService running = running(observed, platform, new Eventually(view), service);
            running.awaitWhole();
            List<Pod> pods = running.pods();
            assumeTrue(pods.size() > 1, "one pod only: there is no second to be refused");
            Pod first = pods.get(0);
            try (Restoration restoration = () -> running.awaitWholeWithout(first)) {
                assertThat(running.evict(first))
                        .as("eviction of the first pod of %s, which its budget allows", service.name())
                        .isTrue();
                assertThat(running.evict(pods.get(1)))
                        .as("eviction of a second pod of %s while the first has no successor", service.name())
                        .isFalse();
            }
        }
    }

    private static RunningService running(
            Observed observed, RunningPlatform platform, Eventually eventually, ServiceSettings service) {
        return new RunningService(platform, eventually, observed.environment().namespace(), service);
    }
}
