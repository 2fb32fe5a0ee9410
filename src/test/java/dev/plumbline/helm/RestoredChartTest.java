package dev.plumbline.helm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.chart.ChartContent;
import dev.plumbline.chart.ResolvedChart;
import dev.plumbline.deploy.Manifest;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Back to what a revision sent, with the real Helm, against an API server that keeps objects. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS) // one warm worker serves all
class RestoredChartTest {
    private static final Duration PLENTY = Duration.ofSeconds(60);
    private static final ReleaseId ID = new ReleaseId("apps", "family");
    private static final Map<String, Object> FIRST = Map.of("text", "one", "sub", Map.of("on", true, "text", "one"));

    /** Whatever makes rendering again something else: subcharts, chance, text that looks like a template. */
    private static final Map<String, String> FAMILY = Map.of(
            "Chart.yaml",
            """
            apiVersion: v2
            name: family
            version: 1.2.3
            appVersion: "4.5"
            kubeVersion: ">= 1.20.0"
            annotations: {example.com/kept: "yes"}
            dependencies:
              - {name: sub, version: 1.2.3, condition: sub.on}
              - {name: idle, version: 1.2.3, condition: idle.on}
            """,
            "values.yaml",
            "idle: {on: false}\n",
            "templates/own.yaml",
            """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: family}
            data:
              text: {{ .Values.text }}
              chance: {{ randAlphaNum 12 | quote }}
              revision: {{ .Release.Revision | quote }}
              template: {{ "{{ .Values.text }} {{- /* } */ -}} {{{{}}" | quote }}
            """,
            "templates/setting.yaml",
            """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: setting, annotations: {helm.sh/hook: test}}
            data: {text: "{{ .Values.text }}", template: '{{ "{{ x }}" }}', mode: 0420}
            """,
            "charts/sub/Chart.yaml",
            chart("sub"),
            "charts/sub/templates/sub.yaml",
            configMap("sub"),
            "charts/idle/Chart.yaml",
            chart("idle"),
            "charts/idle/templates/idle.yaml",
            configMap("idle"),
            "charts/unnamed/Chart.yaml",
            chart("unnamed"),
            "charts/unnamed/templates/unnamed.yaml",
            configMap("unnamed"));

    private HelmWorkers helm;

    @TempDir
    Path folder;

    private MemoryApiServer server;
    private KubernetesClient client;
    private ReleaseSecrets secrets;
    private Path kubeconfig;

    @BeforeAll
    void startHelm(@TempDir Path work) {
        helm = new HelmWorkers(1, work, Path.of("target", "helm-library"));
    }

    @AfterAll
    void stopHelm() {
        helm.close();
    }

    @BeforeEach
    void open() throws Exception {
        server = new MemoryApiServer();
        kubeconfig = Files.writeString(folder.resolve("kubeconfig"), Kubeconfigs.of(server.url()));
        client = new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(Config.empty())
                        .withMasterUrl(server.url())
                        .build())
                .build();
        secrets = new ReleaseSecrets(client);
    }

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    @Test
    void aReleaseWithSubchartsComesBackToTheLetterHoweverOften() throws Exception {
        ResolvedChart chart = write(FAMILY);
        helm.install(new ReleaseSpec(ID, chart, FIRST), kubeconfig, PLENTY);
        StoredRelease first = newest();
        String chance = data("family").path("chance").asString();
        Files.delete(chart.path().resolve("charts/unnamed/templates/unnamed.yaml"));
        helm.upgrade(new ReleaseSpec(ID, chart, Map.of("text", "two", "sub", Map.of("on", false))), kubeconfig, PLENTY);
        assertThat(server.paths()).noneMatch(path -> path.endsWith("/sub") || path.endsWith("/unnamed"));

        restore(first);

        StoredRelease restored = newest();
        assertThat(restored.revision()).isEqualTo(3);
        assertThat(restored.values()).isEqualTo(first.values()).isEqualTo(FIRST);
        assertThat(Manifest.trees(restored.manifest())).isEqualTo(Manifest.trees(first.manifest()));
        assertThat(restored.chartDigests()).isEqualTo(first.chartDigests());
        assertThat(restored.chartVersion()).isEqualTo("1.2.3");
        assertThat(restored.appVersion()).isEqualTo("4.5");
        assertThat(data("family").path("text").asString()).isEqualTo("one");
        assertThat(data("family").path("chance").asString()).isEqualTo(chance);
        assertThat(data("family").path("template").asString()).isEqualTo("{{ .Values.text }} {{- /* } */ -}} {{{{}}");
        assertThat(data("sub").path("text").asString()).isEqualTo("one");
        assertThat(data("unnamed")).isNotNull();
        assertThat(secrets.restored(restored).template())
                .as("a hook, literally")
                .contains("\"mode\":272", "\"text\":\"one\"", "\"template\":\"{{\"{{\"}} x }}\"");

        restore(restored);

        assertThat(newest().revision()).isEqualTo(4);
        assertThat(newest().manifest()).isEqualTo(restored.manifest());
        assertThat(newest().chartDigests()).isEqualTo(first.chartDigests());
    }

    @Test
    void aChartIsKnownAgainWhateverHelmForgetsOfItsSubcharts() throws Exception {
        ResolvedChart chart = write(FAMILY);
        for (boolean on : new boolean[] {true, false}) {
            helm.install(new ReleaseSpec(ID, chart, Map.of("sub", Map.of("on", on))), kubeconfig, PLENTY);
            assertThat(newest().chartDigests())
                    .as("subchart %s", on)
                    .contains(ChartContent.of(chart.path()).digest());
            helm.uninstall(ID, kubeconfig, PLENTY);
        }
        Map<String, String> unnamed = new HashMap<>(FAMILY);
        unnamed.put("Chart.yaml", chart("family"));
        ResolvedChart without = write(unnamed);
        helm.install(new ReleaseSpec(ID, without, Map.of()), kubeconfig, PLENTY);

        assertThat(newest().manifest()).contains("name: unnamed");
        assertThat(newest().chartDigests())
                .contains(ChartContent.of(without.path()).digest());
        assertThat(ChartContent.of(without.path()).dependent()).isTrue();
    }

    private void restore(StoredRelease revision) {
        helm.restore(ID, secrets.restored(revision), revision.values(), kubeconfig, PLENTY);
    }

    private StoredRelease newest() {
        return secrets.latest("apps").get(ID);
    }

    private JsonNode data(String name) {
        JsonNode object = server.object("/api/v1/namespaces/apps/configmaps/" + name);
        return object == null ? null : object.path("data");
    }

    private ResolvedChart write(Map<String, String> files) throws Exception {
        return new TestCharts(folder.resolve("charts")).write("family", files);
    }

    private static String chart(String name) {
        return "apiVersion: v2\nname: %s\nversion: 1.2.3\n".formatted(name);
    }

    private static String configMap(String name) {
        return "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: %s}\ndata: {text: {{ .Values.text | quote }}}\n"
                .formatted(name);
    }
}
