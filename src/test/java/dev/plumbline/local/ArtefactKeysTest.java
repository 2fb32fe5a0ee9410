package dev.plumbline.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArtefactKeysTest {
    @TempDir
    Path fixtures;

    @BeforeEach
    void twoArtefacts() throws IOException {
        Files.writeString(fixtures.resolve("artefacts.yaml"), """
                packages: []
                artefacts:
                  - {id: base, why: w, script: base.sh, inputs: [sources], seconds: 1, megabytes: 1}
                  - {id: image, why: w, script: image.sh, arguments: [a], needs: [base], seconds: 1, megabytes: 1}
                """);
        Files.writeString(fixtures.resolve("base.sh"), "true");
        Files.writeString(fixtures.resolve("image.sh"), "true");
        Files.createDirectories(fixtures.resolve("sources/deep"));
        Files.writeString(fixtures.resolve("sources/deep/main.go"), "package main");
    }

    @Test
    void staysTheSameWhileNothingChanges() {
        assertThat(key("image")).isEqualTo(key("image")).matches("[0-9a-f]{12}");
    }

    @Test
    void changesWithAFileDeepInAnInputFolder() throws IOException {
        String before = key("base");
        Files.writeString(fixtures.resolve("sources/deep/main.go"), "package other");
        assertThat(key("base")).isNotEqualTo(before);
    }

    @Test
    void changesWithWhatItNeeds() throws IOException {
        String before = key("image");
        Files.writeString(fixtures.resolve("base.sh"), "false");
        assertThat(key("image")).isNotEqualTo(before);
    }

    @Test
    void changesWithAnArgument() throws IOException {
        String before = key("image");
        Path catalog = fixtures.resolve("artefacts.yaml");
        Files.writeString(catalog, Files.readString(catalog).replace("[a]", "[b]"));
        assertThat(key("image")).isNotEqualTo(before);
    }

    @Test
    void changesWhenAFileIsRenamed() throws IOException {
        String before = key("base");
        Files.move(fixtures.resolve("sources/deep/main.go"), fixtures.resolve("sources/deep/other.go"));
        assertThat(key("base")).isNotEqualTo(before);
    }

    @Test
    void doesNotChangeWithATestOfTheSources() throws IOException {
        String before = key("base");
        Files.writeString(fixtures.resolve("sources/deep/main_test.go"), "package main");
        assertThat(key("base")).isEqualTo(before);
    }

    @Test
    void namesAnInputThatIsMissing() throws IOException {
        Files.delete(fixtures.resolve("base.sh"));
        assertThatThrownBy(() -> key("image"))
                .isInstanceOf(LocalClusterException.class)
                .hasMessageContaining("fixtures/local/base.sh is missing");
    }

    private String key(String id) {
        return new ArtefactKeys(fixtures, ArtefactCatalog.read(fixtures)).keyOf(id);
    }
}
