package dev.plumbline.conformance;

import static dev.plumbline.assertions.PlatformAssertions.assertEach;
import static dev.plumbline.assertions.PlatformAssertions.assertThat;
import static dev.plumbline.observe.Source.EKS;
import static dev.plumbline.observe.Source.LOCAL;
import static dev.plumbline.observe.Source.RENDERED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.plumbline.environment.ServiceSettings;
import dev.plumbline.junit.Conformance;
import dev.plumbline.junit.ForEachRelease;
import dev.plumbline.junit.ForEachService;
import dev.plumbline.junit.ForPlatform;
import dev.plumbline.junit.Requirement;
import dev.plumbline.observe.DeclaredRelease;
import dev.plumbline.observe.Observed;

@Conformance("Replicas")
class ReplicaChecks {

    @Requirement(
            value = "REP-001",
            sources = RENDERED,
            otherwise = "in a cluster the autoscaler itself writes spec.replicas")
    @ForEachService
    void deploymentLeavesReplicasToItsAutoscaler(ServiceSettings service, Observed observed) {
        assertThat(observed.deploymentOf(service)).leavesReplicasToItsAutoscaler();
    }

    @Requirement(
            value = "REP-002",
            sources = {LOCAL, EKS},
            otherwise = "pods exist only in a cluster")
    @ForEachService
    void asManyReplicasAreReadyAsTheAutoscalerWants(ServiceSettings service, Observed observed) {
        var autoscaler = observed.autoscalerOf(service);
        assertThat(autoscaler).declaredAt("autoscaling." + service.key()).wantsBetween(service.autoscaling());
        assertThat(observed.deploymentOf(service))
                .hasReady(autoscaler.desiredReplicas(), "status.desiredReplicas of " + autoscaler.id())
                .hasReplicas(autoscaler.desiredReplicas());
    }

    @Requirement("REP-003")
    @ForEachRelease(chart = "metrics-server")
    void metricsServerHasTwoReplicas(DeclaredRelease release, Observed observed) {
        assertThat(observed.deployment(release.namespace(), release.name()))
                .declaredAt("releases." + release.key() + ".values.replicas")
                .hasReplicas(ReleaseValues.of(release).number("replicas", 2));
    }

    @Requirement(
            value = "REP-004",
            sources = {LOCAL, EKS},
            otherwise = "pods exist only in a cluster")
    @ForEachRelease(ForEachRelease.Which.SYSTEM)
    void everyReplicaOfTheSystemReleaseIsReady(DeclaredRelease release, Observed observed) {
        assertEach(observed.workloadsOf(release), workload -> assertThat(workload)
                .hasReady(workload.replicas().orElse(1), "spec.replicas"));
    }

    @Requirement("REP-005")
    @ForEachService
    void disruptionsTakeOnePodAtATime(ServiceSettings service, Observed observed) {
        assertThat(observed.disruptionBudgetOf(service)).allowsUnavailable(1).guards(observed.deploymentOf(service));
    }

    @Requirement("REP-006")
    @ForPlatform
    void cacheHasOneReplica(Observed observed) {
        assumeTrue(observed.declared().hasCache(), "the Redis cache of this environment is an external one");
        assertThat(observed.cache()).hasReplicas(1);
    }

    @Requirement(
            value = "REP-007",
            sources = {LOCAL, EKS},
            otherwise = "only a cluster counts pods")
    @ForEachService
    void disruptionBudgetCountsThePodsOfItsService(ServiceSettings service, Observed observed) {
        assertThat(observed.disruptionBudgetOf(service)).countsThePodsOf(observed.deploymentOf(service));
    }

    @Requirement("REP-008")
    @ForEachRelease(ForEachRelease.Which.SYSTEM)
    void systemReleaseHasTheReplicasOfItsValues(DeclaredRelease release, Observed observed) {
        int replicas = ReleaseValues.of(release).number("replicaCount", 0);
        assumeTrue(
                replicas > 0,
                "the environment leaves them to chart " + release.chart().name());
        assertThat(observed.deployment(release.namespace(), release.name()))
                .declaredAt("releases." + release.key() + ".values.replicaCount")
                .hasReplicas(replicas);
    }
}
