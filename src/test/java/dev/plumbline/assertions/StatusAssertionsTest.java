package dev.plumbline.assertions;

import static dev.plumbline.assertions.PlatformAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.helm.ReleaseId;
import dev.plumbline.helm.ReleaseStatus;
import dev.plumbline.observe.Origin;
import dev.plumbline.observe.SeenAutoscaler;
import dev.plumbline.observe.SeenExternalSecret;
import dev.plumbline.observe.SeenObject;
import dev.plumbline.observe.SeenPod;
import dev.plumbline.observe.SeenRelease;
import dev.plumbline.observe.SeenSecretStore;
import dev.plumbline.observe.SeenWorkload;
import dev.plumbline.observe.SmallPlatform;
import dev.plumbline.observe.Source;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.ReplicaSetBuilder;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What only a cluster can show: status as it was seen there, right and wrong. */
class StatusAssertionsTest {
    private final Origin local = new Origin(SmallPlatform.environment(), Source.LOCAL);

    @Test
    void aStoreIsReadyOnlyWhenItsCredentialsWereAccepted() {
        assertThatCode(() -> assertThat(store("True", "Valid")).isReady()).doesNotThrowAnyException();
        assertThatThrownBy(() ->
                        assertThat(store("False", "InvalidProviderConfig")).isReady())
                .hasMessageContainingAll(
                        "ClusterSecretStore s (environment tiny, local cluster) is not ready",
                        "status.conditions[Ready]",
                        "expected: True (Valid)",
                        "found:    False (InvalidProviderConfig: why)");
    }

    @Test
    void aStoreWithoutStatusIsNotReady() {
        var store = new SeenSecretStore(custom("kind: ClusterSecretStore"), local);

        assertThatThrownBy(() -> assertThat(store).isReady()).hasMessageContaining("found:    no such condition");
    }

    @Test
    void anExternalSecretIsSyncedOnlyWhenItWasFetched() {
        assertThatCode(() -> assertThat(externalSecret("SecretSynced", "refreshTime: 2026-01-01T00:00:00Z"))
                        .isSynced())
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> assertThat(externalSecret("SecretDeleted", "refreshTime: now"))
                        .isSynced())
                .hasMessageContaining("expected: True (SecretSynced)");
        assertThatThrownBy(() ->
                        assertThat(externalSecret("SecretSynced", "other: x")).isSynced())
                .hasMessageContaining("status.refreshTime");
    }

    @Test
    void aReleaseIsDeployedOnlyInThatStatus() {
        assertThatCode(() -> assertThat(release(ReleaseStatus.DEPLOYED)).isDeployed())
                .doesNotThrowAnyException();
        assertThatThrownBy(
                        () -> assertThat(release(ReleaseStatus.PENDING_UPGRADE)).isDeployed())
                .hasMessageContainingAll("release n/r", "info.status", "found:    pending-upgrade");
    }

    @Test
    void aRolloutThatIsUnderWayIsNotReady() {
        assertThatCode(() -> assertThat(deployment(2, 2, 2)).hasReady(2, "somebody"))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> assertThat(deployment(1, 2, 1)).hasReady(2, "somebody"))
                .hasMessageContainingAll(
                        "status.observedGeneration", "expected: at least 2", "status.updatedReplicas", "found:    1")
                .hasMessageNotContaining("status.readyReplicas");
    }

    @Test
    void aPodThatIsNotReadyTellsWhatItsContainersDo() {
        assertThatCode(() -> assertThat(pod("True")).isReady()).doesNotThrowAnyException();
        assertThatThrownBy(() -> assertThat(pod("False")).isReady())
                .hasMessageContainingAll("Pod n/p", "phase Running", "ImagePullBackOff: no such image", "2 restarts");
    }

    @Test
    void aPodOfAnOlderRevisionIsFound() {
        assertThatCode(() -> assertThat(pod("True")).belongsTo(replicaSet("p-1", "u")))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> assertThat(pod("True")).belongsTo(replicaSet("p-2", "v")))
                .hasMessageContainingAll("expected: ReplicaSet n/p-2 v", "found:    ReplicaSet n/p-1 u");
    }

    @Test
    void anAutoscalerWithoutAMetricIsNotScaling() {
        assertThatCode(() ->
                        assertThat(autoscaler("True", "averageUtilization: 3")).isScaling())
                .doesNotThrowAnyException();
        assertThatThrownBy(
                        () -> assertThat(autoscaler("False", "averageValue: 1")).isScaling())
                .hasMessageContainingAll(
                        "status.conditions[ScalingActive]",
                        "False (FailedGetResourceMetric",
                        "status.currentMetrics",
                        "<unknown>");
    }

    private SeenSecretStore store(String status, String reason) {
        return new SeenSecretStore(custom("""
                        kind: ClusterSecretStore
                        status: {conditions: [{type: Ready, status: "%s", reason: %s, message: why}]}""".formatted(status, reason)), local);
    }

    private SeenExternalSecret externalSecret(String reason, String rest) {
        return new SeenExternalSecret(custom("""
                        kind: ExternalSecret
                        status: {%s, conditions: [{type: Ready, status: "True", reason: %s}]}""".formatted(rest, reason)), local);
    }

    private static GenericKubernetesResource custom(String yaml) {
        return Serialization.unmarshal(
                "apiVersion: external-secrets.io/v1beta1\nmetadata: {name: s}\n" + yaml,
                GenericKubernetesResource.class);
    }

    private SeenRelease release(ReleaseStatus status) {
        return new SeenRelease(new ReleaseId("n", "r"), "c", "1", Optional.empty(), Optional.of(status), local);
    }

    private SeenWorkload deployment(int observedGeneration, int ready, int updated) {
        HasMetadata deployment = Serialization.unmarshal("""
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: d, namespace: n, generation: 2}
                status:
                  observedGeneration: %d
                  replicas: 2
                  readyReplicas: %d
                  updatedReplicas: %d
                  availableReplicas: 2
                  conditions: [{type: Available, status: "True"}, {type: Progressing, status: "True"}]""".formatted(observedGeneration, ready, updated));
        return new SeenWorkload(deployment, local);
    }

    private SeenObject replicaSet(String name, String uid) {
        return new SeenObject(
                new ReplicaSetBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withNamespace("n")
                        .withUid(uid)
                        .endMetadata()
                        .build(),
                local);
    }

    private SeenPod pod(String ready) {
        Pod pod = Serialization.unmarshal("""
                apiVersion: v1
                kind: Pod
                metadata:
                  name: p
                  namespace: n
                  ownerReferences: [{apiVersion: apps/v1, kind: ReplicaSet, name: p-1, uid: u, controller: true}]
                status:
                  phase: Running
                  conditions: [{type: Ready, status: "%s"}]
                  containerStatuses:
                    - {name: c, restartCount: 2, state: {waiting: {reason: ImagePullBackOff, message: no such image}}}""".formatted(ready), Pod.class);
        return new SeenPod(pod, local);
    }

    private SeenAutoscaler autoscaler(String active, String current) {
        HorizontalPodAutoscaler autoscaler =
                Serialization.unmarshal("""
                apiVersion: autoscaling/v2
                kind: HorizontalPodAutoscaler
                metadata: {name: a, namespace: n}
                status:
                  conditions:
                    - {type: AbleToScale, status: "True", reason: Ready, message: m}
                    - {type: ScalingActive, status: "%s", reason: FailedGetResourceMetric, message: m}
                  currentMetrics: [{type: Resource, resource: {name: cpu, current: {%s}}}]""".formatted(active, current), HorizontalPodAutoscaler.class);
        return new SeenAutoscaler(autoscaler, local);
    }
}
