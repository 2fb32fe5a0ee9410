package dev.plumbline.removal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.cluster.Cluster;
import dev.plumbline.cluster.Contention;
import dev.plumbline.cluster.DeployLease;
import dev.plumbline.cluster.LeaseTerms;
import dev.plumbline.cluster.PretendedCluster;
import dev.plumbline.cluster.RunIdentity;
import dev.plumbline.cluster.RunStamp;
import dev.plumbline.deploy.DeployException;
import dev.plumbline.deploy.RenderedPlatform;
import dev.plumbline.environment.Environment;
import dev.plumbline.helm.HelmWorkers;
import dev.plumbline.helm.ReleaseId;
import dev.plumbline.helm.ReleaseSecrets;
import dev.plumbline.observe.SmallPlatform;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntryBuilder;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a sweep does about what does not go; that the rest goes is in the tests that start clusters. */
class ClusterSweepTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final RenderedPlatform SMALL = SmallPlatform.renderedPlatform();
    private static final Environment ENVIRONMENT = SMALL.platform().environment();

    @Test
    void whatDoesNotGoIsNamedAtTheEndAndKeepsNothingElse(@TempDir Path folder) {
        List<String> said = new ArrayList<>();
        try (PretendedCluster server = new PretendedCluster();
                Cluster cluster = server.connect(folder);
                HelmWorkers helm = new HelmWorkers(1, folder.resolve("work"), folder.resolve("cache"));
                DeployLease lease = lease(cluster)) {
            List.of("first", "second", "third").forEach(name -> expired(server, name));
            server.refusing("DELETE", "/api/v1/namespaces/first", 403, "not allowed")
                    .refusing("DELETE", "/api/v1/namespaces/second", 403, "nor this");
            ReleaseSecrets releases = new ReleaseSecrets(cluster.client());
            Destroyer destroyer = new Destroyer(cluster, helm, lease, releases, Duration.ofSeconds(5));
            ClusterSweep sweep = new ClusterSweep(cluster, destroyer, releases, ENVIRONMENT, NOW);

            assertThatThrownBy(() -> sweep.sweep(SMALL, said::add))
                    .isInstanceOf(DeployException.class)
                    .hasMessageContaining("Namespace/first: ")
                    .hasMessageContaining("not allowed")
                    .hasMessageContaining("Namespace/second: ")
                    .hasMessageContaining("nor this");
            assertThat(said).contains("Namespace/third removed");
            assertThat(server.paths()).doesNotContain("/api/v1/namespaces/third");
        }
    }

    @Test
    void releasesWithDefinitionsAndWebhooksGoAfterTheOthers() {
        Map<ReleaseId, String> manifests = Map.of(
                new ReleaseId("a", "definer"), "kind: CustomResourceDefinition",
                new ReleaseId("b", "front"), "kind: Deployment",
                new ReleaseId("c", "checker"), "kind: Service\n---\nkind: ValidatingWebhookConfiguration",
                new ReleaseId("d", "back"), "kind: Deployment");

        assertThat(ClusterSweep.inOrder(manifests.keySet(), manifests::get))
                .extracting(ReleaseId::name)
                .containsExactly("front", "back", "definer", "checker");
    }

    private static DeployLease lease(Cluster cluster) {
        return DeployLease.take(
                cluster,
                new DeployLease.Claim(
                        "plumbline-tiny",
                        Map.of(),
                        RunIdentity.create(),
                        LeaseTerms.STANDARD,
                        Contention.REFUSE,
                        line -> {},
                        why -> {}));
    }

    private static void expired(PretendedCluster server, String name) {
        server.with(
                "/api/v1/namespaces/" + name,
                new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withLabels(new RunStamp(
                                        "8f2c1a7e",
                                        ENVIRONMENT.projectName(),
                                        ENVIRONMENT.name(),
                                        Optional.of(NOW.minusSeconds(60)))
                                .labels())
                        .withManagedFields(new ManagedFieldsEntryBuilder()
                                .withManager(RunStamp.MANAGER)
                                .build())
                        .endMetadata()
                        .build());
    }
}
