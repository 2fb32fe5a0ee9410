package dev.plumbline.conformance;

import static dev.plumbline.assertions.PlatformAssertions.assertEach;
import static dev.plumbline.assertions.PlatformAssertions.assertThat;
import static dev.plumbline.observe.Source.EKS;
import static dev.plumbline.observe.Source.LOCAL;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.plumbline.environment.ServiceSettings;
import dev.plumbline.junit.Conformance;
import dev.plumbline.junit.ForEachService;
import dev.plumbline.junit.Requirement;
import dev.plumbline.observe.Observed;

@Conformance("Autoscalers")
class AutoscalerChecks {

    @Requirement("HPA-001")
    @ForEachService
    void autoscalerHasTheBoundsOfTheEnvironment(ServiceSettings service, Observed observed) {
        assertThat(observed.autoscalerOf(service))
                .declaredAt("autoscaling." + service.key())
                .scalesBetween(service.autoscaling());
    }

    @Requirement("HPA-002")
    @ForEachService
    void autoscalerAimsAtTheCPUUtilizationOfTheEnvironment(ServiceSettings service, Observed observed) {
        assertThat(observed.autoscalerOf(service))
                .declaredAt("autoscaling." + service.key())
                .aimsAtCpuUtilization(service.autoscaling().targetCpuPercent());
    }

    @Requirement("HPA-003")
    @ForEachService
    void autoscalerScalesTheDeploymentOfItsService(ServiceSettings service, Observed observed) {
        assertThat(observed.autoscalerOf(service)).scales(observed.deploymentOf(service));
    }

    @Requirement(value = "HPA-004", says = "every container requests CPU, which the autoscaler measures against")
    @ForEachService
    void everyContainerRequestsCpu(ServiceSettings service, Observed observed) {
        assertEach(observed.deploymentOf(service).containers(), container -> assertThat(container)
                .requestsCpu());
    }

    @Requirement(
            value = "HPA-005",
            sources = {LOCAL, EKS},
            otherwise = "metrics exist only where pods run")
    @ForEachService
    void autoscalerReadsItsMetricAndCanScale(ServiceSettings service, Observed observed) {
        assertThat(observed.autoscalerOf(service)).isScaling();
    }

    @Requirement(
            value = "HPA-007",
            says = "every container of a running pod requests CPU, also one that a webhook added",
            sources = {LOCAL, EKS},
            otherwise = "pods exist only in a cluster")
    @ForEachService
    void everyContainerOfARunningPodRequestsCpu(ServiceSettings service, Observed observed) {
        // one without a request, and the autoscaler has no number at all
        assertEach(
                observed.podsOf(observed.deploymentOf(service)),
                pod -> assertEach(
                        pod.containers(), container -> assertThat(container).requestsCpu()));
    }

    @Requirement("HPA-006")
    @ForEachService
    void autoscalerBehavesAsDeclared(ServiceSettings service, Observed observed) {
        assumeFalse(
                service.autoscaling().behavior().isEmpty(),
                "the environment leaves the behavior of " + service.key() + " to the cluster");
        assertThat(observed.autoscalerOf(service))
                .declaredAt("autoscaling." + service.key() + ".behavior")
                .behaves(service.autoscaling().behavior());
    }
}
