package dev.plumbline.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.cluster.Cluster;
import dev.plumbline.cluster.PretendedCluster;
import dev.plumbline.readiness.ObjectRef;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever deletes a namespace asks here what goes with it. */
class NamespaceContentsTest {
    private final PretendedCluster server = new PretendedCluster();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void aKindThatIsServedInAnOlderVersionOnlyIsFoundToo(@TempDir Path folder) {
        server.serving("example.com/v2", "Report", "reports", true)
                .serving("example.com/v1", "Report", "reports", true)
                .serving("example.com/v1", "Ledger", "ledgers", true);
        has("v1", "Ledger", "ledgers", "old");
        has("v2", "Report", "reports", "both");
        has("v1", "Report", "reports", "both");

        try (Cluster cluster = server.connect(folder)) {
            assertThat(new NamespaceContents(cluster.client()).of("shared"))
                    .extracting(object -> ObjectRef.of(object).toString() + " " + object.getApiVersion())
                    .containsExactlyInAnyOrder("Ledger/shared/old example.com/v1", "Report/shared/both example.com/v2");
        }
    }

    private void has(String version, String kind, String plural, String name) {
        server.with(
                "/apis/example.com/%s/namespaces/shared/%s/%s".formatted(version, plural, name),
                new GenericKubernetesResourceBuilder()
                        .withApiVersion("example.com/" + version)
                        .withKind(kind)
                        .withNewMetadata()
                        .withName(name)
                        .withNamespace("shared")
                        .endMetadata()
                        .build());
    }
}
