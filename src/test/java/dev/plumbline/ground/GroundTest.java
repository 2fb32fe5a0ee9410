package dev.plumbline.ground;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.cluster.Cluster;
import dev.plumbline.cluster.ClusterIdentity;
import dev.plumbline.preflight.Finding;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class GroundTest {

    @Test
    void whatNobodyForesawIsUnknownAndHidesNothing() {
        Deployment broken = new DeploymentBuilder()
                .withNewMetadata()
                .withName("broken")
                .endMetadata()
                .build();
        ClusterIdentity identity = new ClusterIdentity("https://c", "v1.34.4", "uid", "somebody");
        try (KubernetesClient nobody = RenderedFixtures.client(URI.create("http://127.0.0.1:1"))) {
            List<Finding> findings = new Ground(new Cluster("c", Path.of("none"), nobody), identity)
                    .findings(RenderedFixtures.platform(Path.of("none"), null, broken));

            assertThat(findings)
                    .extracting(finding -> finding.verdict() + " " + finding.subject())
                    .contains("RIGHT access to cluster c", "UNKNOWN capacity", "UNKNOWN owners", "UNKNOWN versions");
            assertThat(findings)
                    .filteredOn(finding -> finding.subject().equals("capacity"))
                    .extracting(Finding::found)
                    .singleElement()
                    .asString()
                    .contains("NullPointerException");
        }
    }

    @Test
    void anAutoscalerWithoutAMinimumKeepsOne() {
        Deployment deployment = new DeploymentBuilder()
                .withNewMetadata()
                .withName("gateway")
                .endMetadata()
                .withNewSpec()
                .withReplicas(3)
                .withNewTemplate()
                .withNewSpec()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
        HorizontalPodAutoscaler scaler = new HorizontalPodAutoscalerBuilder()
                .withNewMetadata()
                .withName("gateway")
                .endMetadata()
                .withNewSpec()
                .withNewScaleTargetRef("apps/v1", "Deployment", "gateway")
                .endSpec()
                .build();

        assertThat(Demand.of(RenderedFixtures.platform(deployment, scaler)))
                .extracting(Demand::replicas)
                .containsExactly(1);
    }
}
