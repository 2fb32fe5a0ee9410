package dev.plumbline.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.environment.ServiceSettings;
import org.junit.jupiter.api.Test;

class ObservedTest {
    private final Observed observed = SmallPlatform.rendered();
    private final ServiceSettings front = observed.environment().services().get("front");

    @Test
    void aMissingObjectTellsWhatIsThereInstead() {
        Observed without = observed.without(new ObjectId(Kind.DEPLOYMENT, "tiny-apps", "front-door"));

        assertThatThrownBy(() -> without.deploymentOf(front))
                .isInstanceOf(MissingObject.class)
                .hasMessage("Deployment tiny-apps/front-door (environment tiny, rendered) does not exist: "
                        + "namespace tiny-apps has Deployment ledger-service, tiny-cache");
    }

    @Test
    void anObjectInAnotherNamespaceIsPointedAt() {
        Observed without = observed.without(new ObjectId(Kind.CONFIG_MAP, "tiny-apps", "infra-config"))
                .with(new io.fabric8.kubernetes.api.model.ConfigMapBuilder()
                        .withNewMetadata()
                        .withName("infra-config")
                        .withNamespace("default")
                        .endMetadata()
                        .build());

        assertThatThrownBy(without::infraConfig)
                .hasMessageEndingWith(
                        "namespace tiny-apps has no ConfigMap; elsewhere there is ConfigMap default/infra-config");
    }

    @Test
    void anObjectThatIsThereTwiceIsNotTheOne() {
        Observed twice = observed.with(observed.autoscalerOf(front).object());

        assertThatThrownBy(() -> twice.autoscalerOf(front)).hasMessageContaining("is there 2 times");
    }

    @Test
    void aReleaseWithoutWorkloadsIsAFailure() {
        DeclaredRelease release = observed.declared().releases().stream()
                .filter(found -> found.name().equals("cluster-autoscaler"))
                .findFirst()
                .orElseThrow();
        Observed without = observed.without(
                new ObjectId(Kind.DEPLOYMENT, "kube-system", "cluster-autoscaler-aws-cluster-autoscaler"));

        assertThat(observed.workloadsOf(release)).hasSize(1);
        assertThatThrownBy(() -> without.workloadsOf(release))
                .hasMessageContaining("release cluster-autoscaler brought no workload");
    }

    @Test
    void aReleaseThatHelmDoesNotKnowIsAFailure() {
        DeclaredRelease release = observed.declared().releases().get(0);

        assertThatThrownBy(
                        () -> observed.without(observed.releaseOf(release).id()).releaseOf(release))
                .hasMessageContaining("release kube-system/metrics-server (environment tiny, rendered) does not exist");
    }

    @Test
    void aChangedCopyLeavesTheOriginalAlone() {
        observed.without(new ObjectId(Kind.DEPLOYMENT, "tiny-apps", "front-door"));

        assertThat(observed.deploymentOf(front).id().name()).isEqualTo("front-door");
    }

    @Test
    void secretsOfManifestsLoseTheirValuesToo() {
        assertThat(SeenSecret.withoutValues(new io.fabric8.kubernetes.api.model.SecretBuilder()
                        .withNewMetadata()
                        .withName("s")
                        .endMetadata()
                        .addToStringData("key", "hunter2")
                        .build()))
                .asString()
                .doesNotContain("hunter2");
    }
}
