package dev.plumbline.helm;

import dev.plumbline.chart.ChartOrigin;
import dev.plumbline.chart.ResolvedChart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Charts of a few lines, written where a test wants them. */
final class TestCharts {
    private final Path folder;

    TestCharts(Path folder) {
        this.folder = folder;
    }

    /** @param files path in the chart to content */
    ResolvedChart write(String name, Map<String, String> files) throws IOException {
        Path chart = folder.resolve(name);
        Path descriptor = chart.resolve("Chart.yaml");
        Files.createDirectories(chart);
        Files.writeString(descriptor, "apiVersion: v2\nname: " + name + "\nversion: 1.2.3\nappVersion: \"4.5\"\n");
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = chart.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
        return new ResolvedChart(name, "1.2.3", "4.5", chart, "sha256:0", ChartOrigin.PROJECT, "a test's chart");
    }

    /** A chart of one ConfigMap whose key {@code text} is the template expression given. */
    ResolvedChart configMap(String name, String expression) throws IOException {
        return write(name, Map.of("templates/config.yaml", """
                        apiVersion: v1
                        kind: ConfigMap
                        metadata:
                          name: {{ .Release.Name }}
                        data:
                          text: %s
                        """.formatted(expression)));
    }
}
