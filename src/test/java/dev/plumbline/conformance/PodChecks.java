package dev.plumbline.conformance;

import static dev.plumbline.assertions.PlatformAssertions.assertEach;
import static dev.plumbline.assertions.PlatformAssertions.assertThat;
import static dev.plumbline.observe.Source.EKS;
import static dev.plumbline.observe.Source.LOCAL;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.plumbline.environment.ServiceSettings;
import dev.plumbline.junit.Conformance;
import dev.plumbline.junit.ForEachRelease;
import dev.plumbline.junit.ForEachService;
import dev.plumbline.junit.ForPlatform;
import dev.plumbline.junit.Requirement;
import dev.plumbline.observe.DeclaredRelease;
import dev.plumbline.observe.Observed;
import dev.plumbline.report.Level;

@Conformance("Pods")
class PodChecks {
    private static final String WHY = "pods exist only in a cluster";

    @Requirement(
            value = "POD-001",
            sources = {LOCAL, EKS},
            otherwise = WHY)
    @ForEachRelease
    void everyPodIsReady(DeclaredRelease release, Observed observed) {
        assertEach(observed.podsOf(release), pod -> assertThat(pod).isReady());
    }

    @Requirement(
            value = "POD-002",
            sources = {LOCAL, EKS},
            otherwise = WHY)
    @ForEachService
    void everyPodIsOfTheCurrentRevision(ServiceSettings service, Observed observed) {
        var deployment = observed.deploymentOf(service);
        String current = observed.currentReplicaSetOf(deployment).id().name();
        assertEach(observed.podsOf(deployment), pod -> assertThat(pod).belongsTo(current));
    }

    @Requirement(
            value = "POD-003",
            level = Level.SHOULD,
            sources = {LOCAL, EKS},
            otherwise = WHY)
    @ForEachRelease
    void noContainerWasRestarted(DeclaredRelease release, Observed observed) {
        assertEach(observed.podsOf(release), pod -> assertThat(pod).neverRestarted());
    }

    @Requirement(
            value = "POD-004",
            sources = {LOCAL, EKS},
            otherwise = WHY)
    @ForPlatform
    void cacheIsReady(Observed observed) {
        assumeTrue(observed.declared().hasCache(), "the Redis cache of this environment is an external one");
        assertThat(observed.cache()).hasReady(1);
    }
}
