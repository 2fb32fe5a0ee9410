package dev.plumbline.ground;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.helm.MemoryApiServer;
import dev.plumbline.preflight.Finding;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForeignOwnersTest {

    /** Helm leaves those of a chart's folder alone, and refuses to take over one that a template writes. */
    @Test
    void onlyDefinitionsOfAChartsOwnFolderAreNobodys(@TempDir Path chart) throws IOException {
        CustomResourceDefinition own = definition("owns");
        CustomResourceDefinition templated = definition("templates");
        Files.writeString(chart.resolve("Chart.yaml"), "apiVersion: v2\nname: external-secrets\nversion: 1.0.0\n");
        Files.createDirectory(chart.resolve("crds"));
        Files.writeString(chart.resolve("crds/owns.yaml"), Serialization.asYaml(own));
        try (MemoryApiServer server = new MemoryApiServer();
                KubernetesClient client = RenderedFixtures.client(URI.create(server.url()));
                Concurrently concurrently = new Concurrently()) {
            client.resource(own).create();
            client.resource(templated).create();

            assertThat(new ForeignOwners(client)
                            .of(RenderedFixtures.platform(chart, "v0.9.11", own, templated), concurrently))
                    .singleElement()
                    .extracting(Finding::found)
                    .asString()
                    .startsWith("CustomResourceDefinition/templates.example.com belongs to nobody's release");
        }
    }

    private static CustomResourceDefinition definition(String plural) {
        return new CustomResourceDefinitionBuilder()
                .withNewMetadata()
                .withName(plural + ".example.com")
                .endMetadata()
                .withNewSpec()
                .withGroup("example.com")
                .withScope("Namespaced")
                .withNewNames()
                .withKind("Own")
                .withPlural(plural)
                .endNames()
                .endSpec()
                .build();
    }
}
