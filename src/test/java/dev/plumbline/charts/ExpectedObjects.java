package dev.plumbline.charts;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The table {@code fixtures/charts/objects.yaml}. */
record ExpectedObjects(String kubernetesVersion, List<Chart> charts) {

    static ExpectedObjects read() {
        return new YAMLMapper().readValue(Path.of("fixtures", "charts", "objects.yaml"), ExpectedObjects.class);
    }

    record Chart(
            String chart,
            String version,
            String appVersion,
            String release,
            String namespace,
            Map<String, Object> values,
            Map<String, String> labels,
            List<String> unlabelled,
            List<Expected> objects) {
        @Override
        public String toString() {
            return chart + " " + version;
        }
    }

    /** @param fields JSON pointer to value; null = must not be there */
    record Expected(String kind, String namespace, String name, Map<String, JsonNode> fields) {
        String identity() {
            return kind + " " + (namespace == null ? "" : namespace + "/") + name;
        }
    }
}
