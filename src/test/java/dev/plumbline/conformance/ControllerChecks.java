package dev.plumbline.conformance;

import static dev.plumbline.assertions.PlatformAssertions.assertEach;
import static dev.plumbline.assertions.PlatformAssertions.assertThat;
import static dev.plumbline.observe.Source.EKS;
import static dev.plumbline.observe.Source.LOCAL;
import static dev.plumbline.observe.Source.RENDERED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.plumbline.junit.Conformance;
import dev.plumbline.junit.ForEachRelease;
import dev.plumbline.junit.ForPlatform;
import dev.plumbline.junit.Requirement;
import dev.plumbline.observe.DeclaredRelease;
import dev.plumbline.observe.Observed;
import dev.plumbline.observe.SeenContainer;
import java.util.List;
import java.util.Map;

@Conformance("Cluster controllers")
class ControllerChecks {
    /** What charts add to the name of their release, one for each workload. */
    private static final Map<String, List<String>> WORKLOADS = Map.of(
            "metrics-server", List.of(""),
            "aws-load-balancer-controller", List.of(""),
            "external-secrets", List.of("", "-webhook", "-cert-controller"),
            "cluster-autoscaler", List.of("-aws-cluster-autoscaler"));

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
            value = "SYS-007",
            sources = RENDERED,
            otherwise = "CRDs are not read from a cluster: what they define is there, or the checks of it fail")
    @ForEachRelease(chart = "external-secrets")
    void operatorBringsTheDefinitionsThatThePlatformUses(DeclaredRelease release, Observed observed) {
        assertThat(observed.definitionsOf("external-secrets.io"))
                .as("CustomResourceDefinitions of release %s (%s)", release, observed.origin())
                .extracting(definition ->
                        "CustomResourceDefinition " + definition.id().name())
                .contains(
                        "CustomResourceDefinition externalsecrets.external-secrets.io",
                        "CustomResourceDefinition clustersecretstores.external-secrets.io");
    }

    @Requirement(
            value = "SYS-004",
            sources = {LOCAL, EKS},
            otherwise = "only a running server can tell")
    @ForEachRelease(chart = "metrics-server")
    void metricsAreServed(DeclaredRelease release, Observed observed) {
        assertThat(observed.metricsApi()).isAvailable();
    }

    @Requirement("SYS-008")
    @ForEachRelease(chart = "metrics-server")
    void metricsAreThoseOfTheMetricsServer(DeclaredRelease release, Observed observed) {
        assertThat(observed.metricsApi()).isServedBy(release.namespace(), release.name());
    }

    @Requirement("SYS-009")
    @ForEachRelease(ForEachRelease.Which.SYSTEM)
    void controllersBearTheNamesOfTheirCharts(DeclaredRelease release, Observed observed) {
        ReleaseValues values = ReleaseValues.of(release);
        assumeTrue(
                WORKLOADS.containsKey(release.chart().name()),
                "how chart " + release.chart().name() + " names its workloads is not known");
        assumeTrue(
                values.text("fullnameOverride", values.text("nameOverride", "")).isEmpty(),
                "the environment names them otherwise");
        assertEach(WORKLOADS.get(release.chart().name()), suffix -> assertThat(
                        observed.deployment(release.namespace(), release.name() + suffix))
                .hasLabel("app.kubernetes.io/instance", release.name()));
    }
}
