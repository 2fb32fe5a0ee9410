package dev.plumbline.conformance;

import static dev.plumbline.assertions.PlatformAssertions.assertEach;
import static dev.plumbline.assertions.PlatformAssertions.assertThat;
import static dev.plumbline.observe.Source.EKS;
import static dev.plumbline.observe.Source.LOCAL;
import static dev.plumbline.observe.Source.RENDERED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.junit.Conformance;
import dev.plumbline.junit.ForEachRelease;
import dev.plumbline.junit.ForPlatform;
import dev.plumbline.junit.Requirement;
import dev.plumbline.observe.DeclaredRelease;
import dev.plumbline.observe.Observed;
import dev.plumbline.observe.SeenContainer;

@Conformance("Cluster controllers")
class ControllerChecks {

    @Requirement(value = "SYS-001", says = "autoscaler of nodes looks for the node groups of this cluster")
    @ForEachRelease(chart = "cluster-autoscaler")
    void nodeAutoscalerLooksForTheGroupsOfThisCluster(DeclaredRelease release, Observed observed) {
        assertThat(observed.workloadsOf(release).get(0).containers().get(0))
                .declaredAt("cluster_name")
                .isTold("k8s.io/cluster-autoscaler/"
                        + observed.environment().cluster().name());
    }

    @Requirement(value = "SYS-002", says = "autoscaler of nodes asks AWS in the region of the environment")
    @ForEachRelease(chart = "cluster-autoscaler")
    void nodeAutoscalerAsksTheRegionOfTheEnvironment(DeclaredRelease release, Observed observed) {
        assertThat(observed.workloadsOf(release).get(0).containers().get(0))
                .declaredAt("aws_region")
                .hasVariable("AWS_REGION", observed.environment().aws().region());
    }

    @Requirement("SYS-005")
    @ForEachRelease(chart = "aws-load-balancer-controller")
    void loadBalancerControllerWorksForThisCluster(DeclaredRelease release, Observed observed) {
        String cluster = observed.environment().cluster().name();
        assertThat(observed.workloadsOf(release).get(0).containers().get(0))
                .declaredAt("cluster_name")
                .isTold("--cluster-name=" + cluster);
    }

    @Requirement("SYS-006")
    @ForEachRelease(chart = "aws-load-balancer-controller")
    void loadBalancerControllerIsToldItsRegionAndNetwork(DeclaredRelease release, Observed observed) {
        // otherwise it asks the node's metadata service, which pods often cannot reach, and ends
        SeenContainer controller =
                observed.workloadsOf(release).get(0).containers().get(0);
        assertThat(controller)
                .declaredAt("aws_region")
                .isTold("--aws-region=" + observed.environment().aws().region());
        observed.environment().cluster().vpcId().ifPresent(network -> assertThat(controller)
                .declaredAt("vpc_id")
                .isTold("--aws-vpc-id=" + network));
    }

    @Requirement(
            value = "SYS-003",
            sources = RENDERED,
            otherwise = "CRDs are not read from a cluster: they are large, and theirs is not the platform's namespace")
    @ForPlatform
    void definitionsOfExternalSecretsSurviveAnUninstall(Observed observed) {
        assertEach(observed.definitionsOf("external-secrets.io"), definition -> assertThat(definition)
                .hasAnnotation("helm.sh/resource-policy", "keep"));
    }

    @Requirement(
            value = "SYS-004",
            sources = {LOCAL, EKS},
            otherwise = "only a running server can tell")
    @ForEachRelease(chart = "metrics-server")
    void metricsAreServed(DeclaredRelease release, Observed observed) {
        assertThat(observed.metricsApi()).isAvailable();
    }
}
