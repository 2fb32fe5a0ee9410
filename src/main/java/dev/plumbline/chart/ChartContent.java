package dev.plumbline.chart;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What Helm loads of a chart, in a form that is the same for a folder, for its package, and for what a release stored of it.
 * A release does not store the content of dependencies, and Helm writes the user's values into the default values of a chart that has
 * some: for such a chart both are left out, and only a change of what it renders shows.
 *
 * @param metadata {@code name}, {@code version}, {@code appVersion} and {@code kubeVersion} of {@code Chart.yaml}; empty if not given
 * @param sources path in the chart to content: templates, schema, files; neither {@code Chart.yaml} nor {@code values.yaml}
 * @param values the default values as maps, lists and scalars
 * @param dependent whether it has dependencies
 */
public record ChartContent(
        Map<String, String> metadata, SortedMap<String, byte[]> sources, Object values, boolean dependent) {
    private static final List<String> METADATA = List.of("name", "version", "appVersion", "kubeVersion");
    private static final List<String> NOT_SOURCES =
            List.of("Chart.yaml", "Chart.lock", "values.yaml", "requirements.yaml", "requirements.lock");

    /**
     * @param chart a chart folder or a {@code .tgz}
     * @throws ChartException if it is none
     */
    public static ChartContent of(Path chart) {
        SortedMap<String, byte[]> files = ChartFiles.of(chart);
        Map<?, ?> descriptor = document(files, "Chart.yaml", chart);
        return new ChartContent(
                metadata(descriptor),
                files,
                document(files, "values.yaml", chart),
                descriptor.get("dependencies") instanceof List<?> list && !list.isEmpty()
                        || files.containsKey("Chart.lock")
                        || files.containsKey("requirements.yaml")
                        // Helm takes what lies there, whether Chart.yaml names it or not
                        || files.keySet().stream().anyMatch(path -> path.startsWith("charts/")));
    }

    public ChartContent {
        metadata = Map.copyOf(metadata);
        SortedMap<String, byte[]> kept = new TreeMap<>(sources);
        kept.keySet().removeIf(path -> NOT_SOURCES.contains(path) || path.startsWith("charts/"));
        sources = kept;
    }

    /** @param descriptor {@code Chart.yaml}, or the {@code metadata} of a stored chart */
    public static Map<String, String> metadata(Map<?, ?> descriptor) {
        Map<String, String> metadata = new TreeMap<>();
        METADATA.forEach(key -> {
            Object value = descriptor.get(key);
            metadata.put(key, value == null ? "" : value.toString());
        });
        return metadata;
    }

    public String name() {
        return metadata.get("name");
    }

    public String version() {
        return metadata.get("version");
    }

    public String appVersion() {
        return metadata.get("appVersion");
    }

    /**
     * The YAML files of {@code crds/}, in the order Helm installs them.
     *
     * @param chart a chart folder or a {@code .tgz}
     * @throws ChartException if it is none
     */
    public static List<String> crds(Path chart) {
        return ChartFiles.of(chart).entrySet().stream()
                .filter(file -> file.getKey().matches("crds/.*\\.(ya?ml|json)"))
                .map(file -> new String(file.getValue(), StandardCharsets.UTF_8))
                .toList();
    }

    /** @return {@code sha256:<hex>} */
    public String digest() {
        MessageDigest digest = Sha256.start();
        METADATA.forEach(key -> update(digest, key, metadata.get(key).getBytes(StandardCharsets.UTF_8)));
        if (!dependent) {
            update(digest, "values", CanonicalValues.of(values).getBytes(StandardCharsets.UTF_8));
        }
        sources.forEach((path, content) -> update(digest, path, content));
        return "sha256:" + HexFormat.of().formatHex(digest.digest());
    }

    private static void update(MessageDigest digest, String name, byte[] content) {
        digest.update((name + "\0" + content.length + "\0").getBytes(StandardCharsets.UTF_8));
        digest.update(content);
    }

    private static Map<?, ?> document(SortedMap<String, byte[]> files, String name, Path chart) {
        if (!files.containsKey(name)) {
            return Map.of();
        }
        try {
            Object document = GoYaml.read(new String(files.get(name), StandardCharsets.UTF_8));
            return document instanceof Map<?, ?> map ? map : Map.of();
        } catch (RuntimeException e) {
            throw new ChartException(name + " of the chart " + chart + " is not YAML: " + e.getMessage(), e);
        }
    }
}
