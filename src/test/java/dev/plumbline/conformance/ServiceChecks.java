package dev.plumbline.conformance;

import static dev.plumbline.assertions.PlatformAssertions.assertEach;
import static dev.plumbline.assertions.PlatformAssertions.assertEachIfAny;
import static dev.plumbline.assertions.PlatformAssertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.plumbline.environment.ProbePaths;
import dev.plumbline.environment.ServiceSettings;
import dev.plumbline.junit.Conformance;
import dev.plumbline.junit.ForEachService;
import dev.plumbline.junit.ForPlatform;
import dev.plumbline.junit.Requirement;
import dev.plumbline.observe.Observed;
import dev.plumbline.report.Level;
import java.util.List;

@Conformance("Services and their containers")
class ServiceChecks {
    private static final ProbePaths DEFAULT_PROBES = new ProbePaths("/healthz", "/readyz");

    @Requirement("SVC-001")
    @ForEachService
    void containerListensOnTheDeclaredPort(ServiceSettings service, Observed observed) {
        assertThat(observed.deploymentOf(service).container("service"))
                .declaredAt("service_ports." + service.key())
                .listensOn(service.port());
    }

    @Requirement("SVC-002")
    @ForEachService
    void serviceLeadsToThatPortOfItsPods(ServiceSettings service, Observed observed) {
        assertThat(observed.serviceOf(service))
                .declaredAt("service_ports." + service.key())
                .servesOn(service.port(), observed.deploymentOf(service))
                .selects(observed.deploymentOf(service));
    }

    @Requirement("SVC-003")
    @ForEachService
    void serviceSelectsNoOtherPods(ServiceSettings service, Observed observed) {
        var others = observed.declared().services().stream()
                .filter(other -> !other.equals(service))
                .map(observed::deploymentOf)
                .toList();
        assertEachIfAny(others, other -> assertThat(observed.serviceOf(service)).selectsNot(other));
    }

    @Requirement("SVC-004")
    @ForEachService
    void containerIsProbedAtTheDeclaredPaths(ServiceSettings service, Observed observed) {
        ProbePaths paths = service.probes().orElse(DEFAULT_PROBES);
        assertThat(observed.deploymentOf(service).container("service"))
                .declaredAt("probes." + service.key())
                .isProbedAt(paths.liveness(), paths.readiness());
    }

    @Requirement(value = "SVC-005", says = "pods are restricted, or as the environment declares")
    @ForEachService
    void podsAreRestricted(ServiceSettings service, Observed observed) {
        var deployment = observed.deploymentOf(service);
        if (!service.securityContext().isEmpty()) {
            assertThat(deployment.container("service"))
                    .declaredAt("security_context." + service.key())
                    .hasSecurityContext(service.securityContext());
            return;
        }
        assertThat(deployment).isRestricted();
        assertEach(deployment.containers(), container -> assertThat(container).isRestricted());
    }

    @Requirement("SVC-006")
    @ForEachService
    void podsRunAsTheServiceAccountOfTheirName(ServiceSettings service, Observed observed) {
        assertThat(observed.deploymentOf(service)).runsAs(service.name());
    }

    @Requirement("SVC-007")
    @ForEachService
    void deploymentSelectsItsOwnPodsAndNoOthers(ServiceSettings service, Observed observed) {
        var deployment = observed.deploymentOf(service);
        assertThat(deployment).selectsItsOwnPods();
        assertEachIfAny(
                observed.workloads(observed.environment().namespace()).stream()
                        .filter(other -> !other.id().equals(deployment.id()))
                        .toList(),
                other -> assertThat(deployment).selectsNot(other));
    }

    @Requirement("SVC-008")
    @ForEachService
    void containerIsToldNoOtherPort(ServiceSettings service, Observed observed) {
        assertThat(observed.deploymentOf(service).container("service"))
                .declaredAt("service_ports." + service.key())
                .hasNoOther("PORT", Integer.toString(service.port()));
    }

    @Requirement(value = "SVC-009", level = Level.SHOULD)
    @ForEachService
    void podsAreSpreadOverNodesAndZones(ServiceSettings service, Observed observed) {
        assertThat(observed.deploymentOf(service))
                .spreadsItsPodsOver(List.of("kubernetes.io/hostname", "topology.kubernetes.io/zone"));
    }

    @Requirement("SVC-010")
    @ForEachService
    void serviceIsNotOpenToTheOutside(ServiceSettings service, Observed observed) {
        assertThat(observed.serviceOf(service)).isInternal();
    }

    @Requirement("CACHE-001")
    @ForPlatform
    void cacheAnswersAtTheEndpointOfInfraConfig(Observed observed) {
        assumeTrue(observed.declared().hasCache(), "the Redis cache of this environment is an external one");
        var settings = observed.environment().redisCache();
        assertThat(observed.service(settings.name()))
                .declaredAt("redis_cache.port")
                .servesOn(settings.port(), observed.cache())
                .selects(observed.cache());
    }

    @Requirement("CACHE-002")
    @ForEachService
    void noServiceSelectsThePodsOfTheCache(ServiceSettings service, Observed observed) {
        assumeTrue(observed.declared().hasCache(), "the Redis cache of this environment is an external one");
        assertThat(observed.serviceOf(service)).selectsNot(observed.cache());
    }

    @Requirement("CACHE-003")
    @ForPlatform
    void cacheSelectsItsOwnPodsAndRestrictsThem(Observed observed) {
        assumeTrue(observed.declared().hasCache(), "the Redis cache of this environment is an external one");
        assertThat(observed.cache()).selectsItsOwnPods().isRestricted();
        assertEach(observed.cache().containers(), container -> assertThat(container)
                .isRestricted()
                .listensOn(observed.environment().redisCache().port())
                .probesItsOwnPorts());
        assertThat(observed.service(observed.environment().redisCache().name())).isInternal();
    }
}
