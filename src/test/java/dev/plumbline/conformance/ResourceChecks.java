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

@Conformance("Requests and limits")
class ResourceChecks {

    @Requirement("RES-001")
    @ForEachService
    void serviceHasTheRequestsAndLimitsOfTheEnvironment(ServiceSettings service, Observed observed) {
        assertThat(observed.deploymentOf(service).container("service"))
                .declaredAt("resources." + service.key())
                .hasResources(service.resources());
    }

    @Requirement("RES-002")
    @ForEachService
    void everyContainerOfTheServiceIsBounded(ServiceSettings service, Observed observed) {
        assertEach(observed.deploymentOf(service).containers(), container -> assertThat(container)
                .boundsItsResources());
    }

    @Requirement(
            value = "RES-005",
            sources = {LOCAL, EKS},
            otherwise = "pods exist only in a cluster")
    @ForEachService
    void runningPodsHaveTheRequestsAndLimitsOfTheEnvironment(ServiceSettings service, Observed observed) {
        assertEach(observed.podsOf(observed.deploymentOf(service)), pod -> assertThat(pod.container("service"))
                .declaredAt("resources." + service.key())
                .hasResources(service.resources()));
    }

    @Requirement(
            value = "RES-006",
            sources = {LOCAL, EKS},
            otherwise = "pods exist only in a cluster")
    @ForEachService
    void everyContainerOfARunningPodIsBounded(ServiceSettings service, Observed observed) {
        assertEach(
                observed.podsOf(observed.deploymentOf(service)),
                pod -> assertEach(
                        pod.containers(), container -> assertThat(container).boundsItsResources()));
    }

    @Requirement("RES-003")
    @ForPlatform
    void cacheHasTheRequestsAndLimitsOfTheEnvironment(Observed observed) {
        assumeTrue(observed.declared().hasCache(), "the Redis cache of this environment is an external one");
        assertEach(observed.cache().containers(), container -> assertThat(container)
                .declaredAt("redis_cache.resources")
                .hasResources(observed.environment().redisCache().resources()));
    }

    @Requirement("RES-004")
    @ForEachRelease(chart = "metrics-server")
    void metricsServerRequestsWhatTheContractSays(DeclaredRelease release, Observed observed) {
        var requests = ReleaseValues.of(release).amounts("resources.requests", "100m", "128Mi");
        assertThat(observed.deployment(release.namespace(), release.name()).container("metrics-server"))
                .declaredAt("releases." + release.key() + ".values.resources.requests")
                .requests(requests.cpu(), requests.memory());
    }
}
