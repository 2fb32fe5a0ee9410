package dev.plumbline.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChartContentTest {
    @TempDir
    Path folder;

    @Test
    void aPackageHasTheDigestOfItsFolder() throws Exception {
        Path chart = Files.createDirectories(folder.resolve("tool/templates")).getParent();
        // Packaging writes Chart.yaml anew: only what it says counts.
        Files.writeString(
                chart.resolve("Chart.yaml"),
                "# a comment\nversion: 1.0.0\nname: tool\napiVersion: v2\nappVersion: '9'\n");
        Files.writeString(chart.resolve("values.yaml"), "replicas: 2 # two\n");
        Files.writeString(chart.resolve("templates/a.yaml"), "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n");

        assertThat(ChartContent.of(packaged(ChartPackages.chart("tool", "1.0.0")))
                        .digest())
                .isEqualTo(ChartContent.of(chart).digest());
    }

    @ParameterizedTest
    @ValueSource(strings = {"tool/../../evil", "/etc/evil", "evil", "tool/a/../../../b"})
    void refusesEntriesOutsideTheChart(String entry) throws Exception {
        Path archive =
                packaged(ChartPackages.archive(Map.of("tool/Chart.yaml", "name: tool\nversion: 1.0.0\n", entry, "x")));

        assertThatThrownBy(() -> ChartContent.of(archive))
                .isInstanceOf(ChartException.class)
                .hasMessageContaining(entry);
    }

    @Test
    void refusesAPackageThatUnpacksToTooMuch() throws Exception {
        Path bomb = packaged(ChartPackages.archive(
                Map.of("tool/Chart.yaml", "name: tool\nversion: 1.0.0\n", "tool/zeros", "0".repeat(65 * 1024 * 1024))));

        assertThat(Files.size(bomb)).isLessThan(1024 * 1024);
        assertThatThrownBy(() -> ChartContent.of(bomb))
                .isInstanceOf(ChartException.class)
                .hasMessageContaining("64 MiB");
    }

    @Test
    void refusesAFolderWithoutDescriptor() {
        assertThatThrownBy(() -> ChartContent.of(folder))
                .isInstanceOf(ChartException.class)
                .hasMessageContaining("no Chart.yaml");
    }

    @Test
    void namesValuesThatAreNoYaml() throws Exception {
        Files.writeString(folder.resolve("Chart.yaml"), "name: tool\nversion: 1.0.0\n");
        Files.writeString(folder.resolve("values.yaml"), "a: [1\n");

        assertThatThrownBy(() -> ChartContent.of(folder))
                .isInstanceOf(ChartException.class)
                .hasMessageContaining("values.yaml of the chart");
    }

    @ParameterizedTest
    @CsvSource({
        // pattern, path, directory, ignored
        "*.swp, a/b.swp, false, true",
        "/docs, docs, true, true",
        "/docs, sub/docs, true, false",
        "docs/, docs, true, true",
        "docs/, docs, false, false",
        "ci/*.yaml, ci/a.yaml, false, true",
        "ci/*.yaml, ci/a/b.yaml, false, false",
        "a?c, abc, false, true",
        "[ab].txt, b.txt, false, true",
        "x.y, xzy, false, false",
        "none, templates/.hidden, false, true"
    })
    void ignoresAsHelmDoes(String pattern, String path, boolean directory, boolean ignored) {
        assertThat(new HelmIgnore(pattern).ignores(path, directory)).isEqualTo(ignored);
    }

    private Path packaged(byte[] archive) throws Exception {
        return Files.write(folder.resolve("package.tgz"), archive);
    }
}
