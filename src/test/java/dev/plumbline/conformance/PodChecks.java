package dev.plumbline.conformance;

import static dev.plumbline.assertions.PlatformAssertions.assertEach;
import static dev.plumbline.assertions.PlatformAssertions.assertThat;
import static dev.plumbline.observe.Source.EKS;
import static dev.plumbline.observe.Source.LOCAL;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.plumbline.junit.Conformance;
import dev.plumbline.junit.ForEachRelease;
import dev.plumbline.junit.ForPlatform;
import dev.plumbline.junit.Requirement;
import dev.plumbline.observe.DeclaredRelease;
import dev.plumbline.observe.Kind;
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
    @ForEachRelease(ForEachRelease.Which.APPLICATION)
    void everyPodIsOfTheCurrentRevision(DeclaredRelease release, Observed observed) {
        assertEach(
                observed.workloadsOf(release).stream()
                        .filter(workload -> workload.id().kind().equals(Kind.DEPLOYMENT))
                        .toList(),
                deployment -> {
                    var current = observed.currentReplicaSetOf(deployment);
                    assertEach(
                            observed.podsOf(deployment), pod -> assertThat(pod).belongsTo(current));
                });
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
        assertThat(observed.cache()).hasReady(1, "a cache is one");
    }

    @Requirement(
            value = "POD-005",
            sources = {LOCAL, EKS},
            otherwise = WHY)
    @ForEachRelease
    void everyReplicaHasItsPod(DeclaredRelease release, Observed observed) {
        assertEach(
                observed.workloadsOf(release), workload -> assertThat(workload).countsAllOf(observed.podsOf(workload)));
    }

    @Requirement(
            value = "POD-006",
            sources = {LOCAL, EKS},
            otherwise = WHY)
    @ForEachRelease
    void everyPodRunsTheImagesOfItsWorkload(DeclaredRelease release, Observed observed) {
        assertEach(
                observed.workloadsOf(release),
                workload -> assertEach(
                        observed.podsOf(workload), pod -> assertThat(pod).runsTheImagesOf(workload)));
    }
}
