package dev.plumbline.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.helm.ReleaseStatus;
import dev.plumbline.helm.StoredRelease;
import dev.plumbline.platform.Release;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReleaseComparisonTest {
    private static final String DEPLOYMENT = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: front}
            spec: {replicas: 2, paused: false}
            """;

    private final RenderedRelease wanted =
            HandMade.release(Release.Kind.APPLICATION, "front", HandMade.NAMESPACE, Map.of("replicas", 2), DEPLOYMENT);

    @Test
    void whatIsNotThereIsCreated() {
        assertThat(new ReleaseComparison(wanted).with(Optional.empty())).isEqualTo(new Change.Create());
    }

    @Test
    void theSameChartValuesAndObjectsAreNoChange() {
        assertThat(against(Stored.deployed(wanted))).isEqualTo(new Change.Unchanged());
    }

    @Test
    void theFormOfAManifestDoesNotCount() {
        StoredRelease reordered = deployed("""
                # Source: front/templates/deployment.yaml
                kind: "Deployment"
                spec:
                  paused: false
                  replicas: 2
                metadata:
                  name: 'front'
                apiVersion: apps/v1
                """);

        assertThat(against(reordered)).isEqualTo(new Change.Unchanged());
    }

    @Test
    void otherObjectFieldsAreShownWithTheirObject() {
        assertThat(fields(deployed(DEPLOYMENT.replace("replicas: 2", "replicas: 3"))))
                .containsExactly("Deployment/front spec.replicas: 3 -> 2");
    }

    @Test
    void newAndLeftObjectsAreShown() {
        assertThat(fields(deployed(HandMade.object("v1", "ConfigMap", "old"))))
                .containsExactly("Deployment/front: (none) -> (new object)", "ConfigMap/old: (object) -> (none)");
    }

    @Test
    void anotherChartContentIsAChangeEvenIfNothingRenderedDiffers() {
        StoredRelease other =
                Stored.of(wanted, 4, ReleaseStatus.DEPLOYED, "sha256:other", Map.of("replicas", 2), DEPLOYMENT);

        assertThat(fields(other)).containsExactly("chart content: 1.0.0 (other content) -> 1.0.0");
    }

    @Test
    void otherValuesAreAChangeEvenIfNothingRenderedDiffers() {
        StoredRelease other = Stored.of(
                wanted, 4, ReleaseStatus.DEPLOYED, "sha256:wanted", Map.of("replicas", 2, "unused", true), DEPLOYMENT);

        assertThat(fields(other)).containsExactly("values unused: true -> (none)");
    }

    @Test
    void valuesThatShowInObjectsAreShownThereOnly() {
        StoredRelease other = Stored.of(
                wanted,
                4,
                ReleaseStatus.DEPLOYED,
                "sha256:other",
                Map.of("replicas", 3),
                DEPLOYMENT.replace("replicas: 2", "replicas: 3"));

        assertThat(fields(other)).containsExactly("Deployment/front spec.replicas: 3 -> 2");
    }

    @Test
    void aFailedFirstInstallIsRecovered() {
        assertThat(against(Stored.with(wanted, 1, ReleaseStatus.FAILED)))
                .isInstanceOfSatisfying(Change.Recover.class, change -> assertThat(change.reason())
                        .contains("first install failed"));
    }

    @Test
    void aFailedUpgradeIsRepeated() {
        assertThat(fields(Stored.with(wanted, 2, ReleaseStatus.FAILED))).containsExactly("status: failed -> deployed");
    }

    @ParameterizedTest
    @EnumSource(
            value = ReleaseStatus.class,
            names = {"PENDING_INSTALL", "PENDING_UPGRADE", "PENDING_ROLLBACK", "UNINSTALLING"})
    void whatAnEarlierRunLeftInTheMiddleIsRecovered(ReleaseStatus status) {
        assertThat(against(Stored.with(wanted, 7, status)))
                .isEqualTo(new Change.Recover("revision 7 is " + status + ": an earlier run ended in the middle"));
    }

    /** Helm refuses to install under a name whose history it kept. */
    @Test
    void whatWasUninstalledWithItsHistoryKeptIsRecovered() {
        assertThat(against(Stored.with(wanted, 3, ReleaseStatus.UNINSTALLED)))
                .isInstanceOfSatisfying(Change.Recover.class, change -> assertThat(change.reason())
                        .contains("history"));
    }

    @Test
    void certificatesMadeAnewOnEachRenderAreNoChange() {
        String secret = """
                apiVersion: v1
                kind: Secret
                metadata: {name: tls}
                type: kubernetes.io/tls
                data: {tls.crt: %s}
                """;
        String hook = """
                apiVersion: admissionregistration.k8s.io/v1
                kind: MutatingWebhookConfiguration
                metadata: {name: hook}
                webhooks: [{name: a, clientConfig: {caBundle: %s}}]
                """;
        RenderedRelease release = HandMade.system("hooks", secret.formatted("bmV3"), hook.formatted("bmV3"));
        StoredRelease stored = Stored.of(
                release,
                1,
                ReleaseStatus.DEPLOYED,
                "sha256:wanted",
                Map.of(),
                secret.formatted("b2xk") + "---\n" + hook.formatted("b2xk"));

        assertThat(new ReleaseComparison(release).with(Optional.of(stored))).isEqualTo(new Change.Unchanged());
    }

    /** Helm stores no definitions of {@code crds/}, and never changes them after the first install. */
    @Test
    void definitionsThatHelmDoesNotStoreAreNoChange() {
        RenderedRelease release =
                HandMade.system("operator", HandMade.definition("example.com", "Thing"), HandMade.service("operator"));
        StoredRelease stored =
                Stored.of(release, 1, ReleaseStatus.DEPLOYED, "sha256:wanted", Map.of(), HandMade.service("operator"));

        assertThat(new ReleaseComparison(release).with(Optional.of(stored))).isEqualTo(new Change.Unchanged());
    }

    @Test
    void definitionsThatHelmDoesStoreAreCompared() {
        RenderedRelease release = HandMade.system("operator", HandMade.definition("example.com", "Thing"));
        StoredRelease stored = Stored.of(
                release,
                1,
                ReleaseStatus.DEPLOYED,
                "sha256:wanted",
                Map.of(),
                HandMade.definition("example.com", "Thing").replace("scope: Namespaced", "scope: Cluster"));

        assertThat(new ReleaseComparison(release).with(Optional.of(stored)))
                .isInstanceOfSatisfying(Change.Update.class, update -> assertThat(update.fields())
                        .hasToString(
                                "[CustomResourceDefinition/things.example.com spec.scope: Cluster -> Namespaced]"));
    }

    private StoredRelease deployed(String manifest) {
        return Stored.of(wanted, 4, ReleaseStatus.DEPLOYED, "sha256:wanted", Map.of("replicas", 2), manifest);
    }

    private Change against(StoredRelease stored) {
        return new ReleaseComparison(wanted).with(Optional.of(stored));
    }

    private List<String> fields(StoredRelease stored) {
        Change change = against(stored);
        assertThat(change).isInstanceOf(Change.Update.class);
        return ((Change.Update) change)
                .fields().stream().map(FieldChange::toString).toList();
    }
}
