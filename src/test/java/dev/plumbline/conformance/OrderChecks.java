package dev.plumbline.conformance;

import static dev.plumbline.assertions.PlatformAssertions.assertThat;
import static dev.plumbline.observe.Source.EKS;
import static dev.plumbline.observe.Source.LOCAL;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.plumbline.assertions.DeployAssert.Ready;
import dev.plumbline.assertions.DeployAssert.Sent;
import dev.plumbline.environment.ServiceSettings;
import dev.plumbline.junit.Conformance;
import dev.plumbline.junit.ForEachRelease;
import dev.plumbline.junit.ForEachService;
import dev.plumbline.junit.ForPlatform;
import dev.plumbline.junit.Requirement;
import dev.plumbline.observe.DeclaredRelease;
import dev.plumbline.observe.Observed;
import dev.plumbline.observe.SeenDeploy;
import java.util.List;

@Conformance("Order of the deploy")
class OrderChecks {
    private static final String WHY = "only a deploy has an order";
    private static final Ready CONFIGURATION = new Ready("configmap/infra-config");

    @Requirement(
            value = "ORD-001",
            sources = {LOCAL, EKS},
            otherwise = WHY)
    @ForPlatform
    void everyStepOfTheLastDeployGotReady(Observed observed) {
        assertThat(lastDeploy(observed)).gotReady();
    }

    @Requirement(
            value = "ORD-002",
            sources = {LOCAL, EKS},
            otherwise = WHY)
    @ForEachRelease
    void releaseStartedWhenItsNamespaceWasReady(DeclaredRelease release, Observed observed) {
        SeenDeploy deploy = lastDeploy(observed);
        assumeTrue(
                observed.declared().namespaces().contains(release.namespace()),
                "namespace " + release.namespace() + " is the cluster's own");
        assertThat(deploy).started(release.name(), new Ready("namespace/" + release.namespace()));
    }

    @Requirement(
            value = "ORD-003",
            sources = {LOCAL, EKS},
            otherwise = WHY)
    @ForEachService
    void serviceStartedWhenInfraConfigWasReadyAndSystemReleasesWereThere(ServiceSettings service, Observed observed) {
        SeenDeploy deploy = lastDeploy(observed);
        assertThat(deploy).started(service.name(), CONFIGURATION);
        observed.declared().releases().stream()
                .filter(DeclaredRelease::isSystem)
                .forEach(system -> assertThat(deploy).started(service.name(), new Sent(system.name())));
    }

    @Requirement(
            value = "ORD-004",
            sources = {LOCAL, EKS},
            otherwise = WHY)
    @ForEachService(readingCredentials = true)
    void serviceWithCredentialsStartedWhenTheStoreWasReady(ServiceSettings service, Observed observed) {
        assertThat(lastDeploy(observed))
                .started(
                        service.name(),
                        new Ready("clustersecretstore/"
                                + observed.environment().secrets().storeName()));
    }

    @Requirement(
            value = "ORD-005",
            sources = {LOCAL, EKS},
            otherwise = WHY)
    @ForEachService
    void serviceStartedWhenTheWebhooksForServicesAnswered(ServiceSettings service, Observed observed) {
        SeenDeploy deploy = lastDeploy(observed);
        List<String> gates = observed.declared().releases().stream()
                .filter(DeclaredRelease::isSystem)
                .filter(release -> observed.refusesServices(release))
                .map(release -> "gate/" + release.name() + "/Service")
                .toList();
        assumeTrue(!gates.isEmpty(), "no webhook of this platform intercepts Services");
        gates.forEach(gate -> assertThat(deploy).started(service.name(), new Ready(gate)));
    }

    @Requirement(
            value = "ORD-006",
            sources = {LOCAL, EKS},
            otherwise = WHY)
    @ForEachRelease(chart = "aws-load-balancer-controller")
    void controllerWhoseWebhookRefusesServicesCameAfterThoseOfOtherReleases(
            DeclaredRelease controller, Observed observed) {
        SeenDeploy deploy = lastDeploy(observed);
        List.of("metrics-server", "external-secrets", "cluster-autoscaler").stream()
                .flatMap(chart -> observed.declared().releases().stream()
                        .filter(release -> release.chart().name().equals(chart)))
                .forEach(earlier -> assertThat(deploy).started(controller.name(), new Sent(earlier.name())));
    }

    private static SeenDeploy lastDeploy(Observed observed) {
        assumeTrue(
                observed.lastDeploy().isPresent(), "no journal of a deploy from this machine to this cluster was kept");
        return observed.lastDeploy().get();
    }
}
