package dev.plumbline.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ImageCatalogTest {
    private final ImageCatalog catalog = ImageCatalog.read(Path.of("").toAbsolutePath());

    @Test
    void namesEveryReferenceOnceAndInTheLocalRegistry() {
        List<String> references = catalog.images().stream()
                .flatMap(image -> image.references().stream())
                .toList();
        assertThat(references)
                .doesNotHaveDuplicates()
                .allMatch(reference -> reference.matches("plumbline\\.local/.+:.+"));
    }

    @Test
    void hasAnImageForEachOfTheFiveServices() {
        assertThat(catalog.image("llm-judge-stand-in").references())
                .contains(
                        "plumbline.local/llm-judge/gateway-service:v1.0.0",
                        "plumbline.local/llm-judge/redis-service:v1.0.0",
                        "plumbline.local/llm-judge/persistence-service:v1.0.0",
                        "plumbline.local/llm-judge/inference-service:v1.0.0",
                        "plumbline.local/llm-judge/judge-service:v1.0.0");
    }

    @Test
    void remarksWhatStandsInForWhat() {
        assertThat(catalog.remarks()).contains("external-secrets: 0.10.7 standing in for 0.9.11");
    }

    @Test
    void namesTheImagesThereAreWhenAskedForAnother() {
        assertThatThrownBy(() -> catalog.image("nginx"))
                .isInstanceOf(LocalClusterException.class)
                .hasMessageContaining("no image nginx")
                .hasMessageContaining("moto");
    }

    @Test
    void isReadOnlyFromAProjectThatHasIt() {
        assertThatThrownBy(() -> ImageCatalog.read(Path.of("/nonexistent")))
                .isInstanceOf(LocalClusterException.class)
                .hasMessageContaining("/nonexistent/fixtures/local/images.yaml");
    }
}
