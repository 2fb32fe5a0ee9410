package dev.plumbline.lifecycle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A chart of the platform with subcharts (one of them switched off, one not named), with text that looks like a template, and with hooks:
 * configuration, and jobs that need no pod.
 */
final class FamilyChart {
    private static final String CHART = "fixtures/charts/cluster-autoscaler/";
    private static final List<String> SUBCHARTS = List.of("sub", "idle", "unnamed");
    private static final String JOB = """
            ---
            apiVersion: batch/v1
            kind: Job
            metadata: {name: family-%s, labels: {text: %s}, annotations: {"helm.sh/hook": %s}}
            spec:
              completions: 0
              template: {spec: {restartPolicy: Never, containers: [{name: job, image: none}]}}
            """;

    private FamilyChart() {}

    /** Makes it of the cluster autoscaler's. @param text in all that it brings */
    static ProjectCopy in(ProjectCopy project, String text) {
        Path chart = project.workspace().root().resolve(CHART);
        try {
            for (String subchart : SUBCHARTS) {
                Path folder = chart.resolve("charts").resolve(subchart);
                Files.createDirectories(folder.resolve("templates"));
                Files.writeString(
                        folder.resolve("Chart.yaml"), "apiVersion: v2\nname: %s\nversion: 1.0.0\n".formatted(subchart));
                Files.writeString(
                        folder.resolve("templates/settings.yaml"),
                        settings("family-" + subchart, "{}", "text: " + text));
            }
            Files.writeString(
                    chart.resolve("templates/family.yaml"),
                    settings("family", "{}", "template: {{ \"{{ .Values.text }}\" | quote }}, text: " + text)
                            + settings("family-hook", "{\"helm.sh/hook\": pre-upgrade}", "text: " + text)
                            + JOB.formatted("migrate", text, "pre-upgrade")
                            + JOB.formatted("undo", text, "pre-rollback"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return project.with(CHART + "Chart.yaml", "appVersion: 1.28.2\n", """
                        appVersion: 1.28.2
                        dependencies:
                          - {name: sub, version: 1.0.0, condition: sub.wanted}
                          - {name: idle, version: 1.0.0, condition: idle.wanted}
                        """)
                .with(
                        CHART + "values.yaml",
                        "cloudProvider: aws\n",
                        "cloudProvider: aws\nsub: {wanted: true}\nidle: {wanted: false}\n");
    }

    private static String settings(String name, String annotations, String data) {
        return """
                ---
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: %s, namespace: kube-system, annotations: %s}
                data: {%s}
                """.formatted(name, annotations, data);
    }
}
