package dev.plumbline.harness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.chart.ChartContent;
import dev.plumbline.chart.ChartOrigin;
import dev.plumbline.chart.ResolvedChart;
import dev.plumbline.helm.HelmException;
import dev.plumbline.helm.ReleaseId;
import dev.plumbline.helm.ReleaseSpec;
import dev.plumbline.helm.ReleaseStatus;
import dev.plumbline.helm.StoredRelease;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RenderMemoryTest {
    private static final ReleaseId ID = new ReleaseId("shop", "front");
    private static final String MANIFEST =
            "---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: front}\ndata: {a: b}\n";
    private static final String SAME_IN_OTHER_WORDS =
            "---\n# Source: x\nkind: ConfigMap\napiVersion: v1\ndata:\n  a: b\nmetadata:\n  name: front\n";

    @TempDir
    private Path folder;

    private final List<String> rendered = new ArrayList<>();

    @BeforeEach
    void makeChart() throws IOException {
        Files.createDirectories(folder.resolve("chart/templates"));
        Files.createDirectories(folder.resolve("chart/crds"));
        Files.writeString(folder.resolve("chart/Chart.yaml"), "name: front\nversion: 1.0.0\napiVersion: v2\n");
        Files.writeString(folder.resolve("chart/crds/thing.yaml"), "kind: CustomResourceDefinition");
    }

    @Test
    void whatTheClusterStoresOfTheSameInputsIsRenderedOnce() {
        assertThat(run("a", MANIFEST)).isEqualTo(definitions() + SAME_IN_OTHER_WORDS);
        assertThat(run("a", MANIFEST)).isEqualTo(definitions() + MANIFEST);

        assertThat(rendered).hasSize(1);
    }

    @Test
    void otherValuesAnotherVersionAndAnotherChartAreRendered() throws IOException {
        run("a", MANIFEST);
        run("b", MANIFEST);
        run("a", "1.31.0", MANIFEST);
        Files.writeString(folder.resolve("chart/templates/more.yaml"), "kind: Thing");
        run("a", MANIFEST);

        assertThat(rendered).hasSize(4);
    }

    @Test
    void whatTheClusterStoresNowIsWhatCounts() {
        run("a", MANIFEST);
        run("a", MANIFEST.replace("a: b", "a: c"));

        assertThat(rendered).hasSize(2);
        run("a", MANIFEST.replace("a: b", "a: c"));
        assertThat(rendered)
                .as("what differs from the inputs is never remembered")
                .hasSize(3);
    }

    @Test
    void aChartWithDependenciesIsAlwaysRendered() throws IOException {
        Files.writeString(
                folder.resolve("chart/Chart.yaml"),
                "name: front\nversion: 1.0.0\napiVersion: v2\ndependencies: [{name: other, version: 1.0.0}]\n");
        run("a", MANIFEST);
        run("a", MANIFEST);

        assertThat(rendered).hasSize(2);
    }

    @Test
    void aChartWithSubchartsThatItDoesNotNameIsAlwaysRendered() throws IOException {
        Files.createDirectories(folder.resolve("chart/charts/other"));
        Files.writeString(
                folder.resolve("chart/charts/other/Chart.yaml"), "apiVersion: v2\nname: other\nversion: 1.0.0\n");
        run("a", MANIFEST);
        run("a", MANIFEST);

        assertThat(rendered).hasSize(2);
    }

    @Test
    void aMemoryThatCannotBeReadOrAClusterThatDoesNotAnswerCostsTimeOnly() throws IOException {
        Files.writeString(folder.resolve("renders.json"), "not json");
        run("a", MANIFEST);
        RenderMemory deaf = new RenderMemory(
                folder.resolve("renders.json"),
                () -> {
                    throw new HelmException("unreadable");
                },
                (spec, version) -> "fresh");

        assertThat(deaf.manifest(spec("a"), "1.30.0")).isEqualTo("fresh");
        assertThat(rendered).hasSize(1);
    }

    @Test
    void theClusterIsAskedOnceForAllReleases() {
        List<String> asked = new ArrayList<>();
        RenderMemory memory = new RenderMemory(
                folder.resolve("renders.json"),
                () -> {
                    asked.add("the newest revisions");
                    return Map.of(ID, revision(MANIFEST));
                },
                (spec, version) -> spec.definitions() + SAME_IN_OTHER_WORDS);

        Stream.of("a", "b", "c").parallel().forEach(value -> memory.manifest(spec(value), "1.30.0"));

        assertThat(asked).hasSize(1);
    }

    @Test
    void noManifestIsKeptOnDisk() throws IOException {
        run("a", MANIFEST);

        assertThat(Files.readString(folder.resolve("renders.json"))).matches("\\{\"sha256:\\w+\":\"sha256:\\w+\"}");
    }

    private String run(String value, String stored) {
        return run(value, "1.30.0", stored);
    }

    private String run(String value, String version, String stored) {
        RenderMemory memory = new RenderMemory(
                folder.resolve("renders.json"), () -> Map.of(ID, revision(stored)), (spec, kubernetes) -> {
                    rendered.add(kubernetes);
                    return spec.definitions() + SAME_IN_OTHER_WORDS;
                });
        String manifest = memory.manifest(spec(value), version);
        memory.keep();
        return manifest;
    }

    private String definitions() {
        return spec("a").definitions();
    }

    private ReleaseSpec spec(String value) {
        Path chart = folder.resolve("chart");
        return new ReleaseSpec(
                ID,
                new ResolvedChart(
                        "front", "1.0.0", "", chart, ChartContent.of(chart).digest(), ChartOrigin.PROJECT, ""),
                Map.of("value", value));
    }

    private static StoredRelease revision(String manifest) {
        return new StoredRelease(
                ID,
                1,
                ReleaseStatus.DEPLOYED,
                "front",
                "1.0.0",
                "",
                Optional.empty(),
                Set.of("sha256:x"),
                Map.of(),
                manifest,
                Instant.EPOCH);
    }
}
