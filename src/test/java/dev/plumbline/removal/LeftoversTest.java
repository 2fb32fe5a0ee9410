package dev.plumbline.removal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.cluster.Cluster;
import dev.plumbline.cluster.PretendedCluster;
import dev.plumbline.deploy.NamespaceContents;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What keeps a namespace from being swept: an object that belongs to another goes with that one, if that one goes. */
class LeftoversTest {
    private static final Namespace SHARED = new NamespaceBuilder()
            .withNewMetadata()
            .withName("shared")
            .endMetadata()
            .build();

    private final PretendedCluster server = new PretendedCluster()
            .serving("example.com/v1", "Report", "reports", true)
            .serving("example.com/v1", "Operator", "operators", false);
    private Cluster cluster;

    @BeforeEach
    void connect(@TempDir Path folder) {
        cluster = server.connect(folder);
    }

    @AfterEach
    void close() {
        cluster.close();
        server.close();
    }

    @Test
    void whatAnObjectOfTheWholeClusterOwnsStaysWithIt() {
        report("annual", "Operator", "audit");

        assertThat(sparing()).contains("in it is what no expired run left: Report/shared/annual");
    }

    @Test
    void ofWhatBelongsToAnotherObjectThatOneIsNamed() {
        report("annual", "Operator", "audit");
        report("page", "Report", "annual");

        assertThat(sparing()).contains("in it is what no expired run left: Report/shared/annual");
    }

    /** A namespaced owner can only be where its object is: one that is not there is gone, and the cluster collects what it had. */
    @Test
    void whoseOwnerIsGoneGoesToo() {
        report("page", "Report", "gone");

        assertThat(sparing()).isEmpty();
    }

    @Test
    void whoseOwnersKindNobodyServesStays() {
        report("page", "Unknown", "gone");

        assertThat(sparing()).contains("in it is what no expired run left: Report/shared/page");
    }

    private Optional<String> sparing() {
        return new Leftovers(
                        new Expiry("llm-judge", "local", Instant.now()),
                        Map.of(),
                        new NamespaceContents(cluster.client()))
                .namespace(SHARED);
    }

    private void report(String name, String ownerKind, String owner) {
        server.with(
                "/apis/example.com/v1/namespaces/shared/reports/" + name,
                new GenericKubernetesResourceBuilder()
                        .withApiVersion("example.com/v1")
                        .withKind("Report")
                        .withNewMetadata()
                        .withName(name)
                        .withNamespace("shared")
                        .addNewOwnerReference()
                        .withApiVersion("example.com/v1")
                        .withKind(ownerKind)
                        .withName(owner)
                        .withUid("uid-of-" + owner)
                        .endOwnerReference()
                        .endMetadata()
                        .build());
    }
}
