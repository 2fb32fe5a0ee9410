package dev.plumbline.helm;

import dev.plumbline.chart.GoYaml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What an installed revision sent, as a chart whose templates are that very text. Nothing is rendered anew: Helm stores no subcharts, and
 * what a template makes up or looks up would be something else today.
 *
 * @param metadata {@code Chart.yaml}
 * @param values the default values
 * @param template everything that it sent, a YAML stream with nothing left to render
 */
public record RestoredChart(Map<String, Object> metadata, Map<String, Object> values, String template) {
    /** Annotation of {@code Chart.yaml}: the digests of the chart that was restored, so that it is known again. */
    static final String RESTORES = "plumbline.dev/restores";

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<LinkedHashMap<String, Object>> TREE = new TypeReference<>() {};

    /** @param digests of the chart that the release was made from */
    static RestoredChart of(JsonNode release, Set<String> digests) {
        JsonNode chart = release.path("chart");
        Map<String, Object> metadata = tree(chart.path("metadata"));
        // what they asked for is in the manifest, and what was once accepted is not judged again
        metadata.remove("dependencies");
        metadata.remove("kubeVersion");
        Map<String, Object> annotations = tree(chart.path("metadata").path("annotations"));
        annotations.put(RESTORES, String.join(" ", digests));
        metadata.put("annotations", annotations);
        return new RestoredChart(metadata, tree(chart.path("values")), literal(sent(release)));
    }

    private static String sent(JsonNode release) {
        // Helm writes where each object comes from, and would do so again
        String manifest = release.path("manifest").asString("").replaceAll("(?m)^---\\n# Source: .*\\n", "---\n");
        return release.path("hooks")
                .valueStream()
                .map(hook -> GoYaml.read(hook.path("manifest").asString("")))
                .map(hook -> RestoredHook.of(tree(hook)))
                .flatMap(Optional::stream)
                .map(hook -> "\n---\n" + JSON.writeValueAsString(hook))
                .collect(Collectors.joining("", manifest, "\n"));
    }

    private static String literal(String text) {
        return text.replace("{{", "{{\"{{\"}}");
    }

    private static Map<String, Object> tree(Object node) {
        return node instanceof JsonNode json && !json.isObject()
                ? new LinkedHashMap<>()
                : JSON.convertValue(node, TREE);
    }

    /** Writes it as a chart folder; JSON is YAML. */
    void writeTo(Path folder) {
        try {
            Files.createDirectories(folder.resolve("templates"));
            Files.write(folder.resolve("Chart.yaml"), JSON.writeValueAsBytes(metadata));
            Files.write(folder.resolve("values.yaml"), JSON.writeValueAsBytes(values));
            Files.write(folder.resolve("templates").resolve("sent.yaml"), template.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write a restored chart to " + folder, e);
        }
    }
}
