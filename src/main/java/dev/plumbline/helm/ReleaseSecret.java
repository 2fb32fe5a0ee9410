package dev.plumbline.helm;

import dev.plumbline.chart.ChartContent;
import io.fabric8.kubernetes.api.model.Secret;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Decodes one release Secret: Kubernetes' base64 around Helm's base64 around gzip around JSON. */
final class ReleaseSecret {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    /** Annotation of a stand-in's {@code Chart.yaml}. */
    private static final String STANDS_FOR = "plumbline.dev/stands-for";

    private static final TypeReference<Map<String, Object>> TREE = new TypeReference<>() {};

    private ReleaseSecret() {}

    static StoredRelease decode(Secret secret) {
        try {
            return release(json(secret), modified(secret));
        } catch (IOException | RuntimeException e) {
            throw new HelmException(
                    "cannot read the release Secret " + secret.getMetadata().getNamespace() + "/"
                            + secret.getMetadata().getName() + ": " + e.getMessage()
                            + "; expected Helm 3's format (base64, gzip, JSON). `helm history` shows whether Helm can read it",
                    e);
        }
    }

    /** The chart that it stores. */
    static StoredChart chartOf(Secret secret) {
        try {
            return storedChart(json(secret).path("chart"));
        } catch (IOException | RuntimeException e) {
            throw new HelmException(
                    "cannot read the chart of the release Secret "
                            + secret.getMetadata().getNamespace() + "/"
                            + secret.getMetadata().getName() + ": " + e.getMessage(),
                    e);
        }
    }

    private static JsonNode json(Secret secret) throws IOException {
        String data = secret.getData() == null ? null : secret.getData().get("release");
        if (data == null) {
            throw new IOException("it has no key release");
        }
        byte[] packed = Base64.getDecoder().decode(Base64.getDecoder().decode(data));
        boolean zipped = packed.length > 1 && packed[0] == 0x1f && packed[1] == (byte) 0x8b;
        try (InputStream in = new ByteArrayInputStream(packed);
                InputStream content = zipped ? new GZIPInputStream(in) : in) {
            return JSON.readTree(content);
        }
    }

    private static StoredRelease release(JsonNode release, Instant modified) throws JacksonException {
        ChartContent chart = chart(release.path("chart"));
        return new StoredRelease(
                new ReleaseId(
                        release.path("namespace").asString(),
                        release.path("name").asString()),
                release.path("version").asInt(),
                ReleaseStatus.parse(release.path("info").path("status").asString()),
                chart.name(),
                chart.version(),
                chart.appVersion(),
                standsFor(release),
                chart.digest(),
                tree(release.path("config")),
                release.path("manifest").asString(""),
                modified);
    }

    private static Optional<String> standsFor(JsonNode release) {
        return release.path("chart")
                .path("metadata")
                .path("annotations")
                .path(STANDS_FOR)
                .stringValueOpt();
    }

    private static ChartContent chart(JsonNode chart) {
        return new ChartContent(
                ChartContent.metadata(tree(chart.path("metadata"))),
                sources(chart),
                tree(chart.path("values")),
                isDependent(chart));
    }

    /** JSON is YAML. */
    private static StoredChart storedChart(JsonNode chart) {
        TreeMap<String, byte[]> files = sources(chart);
        files.put("Chart.yaml", JSON.writeValueAsBytes(chart.path("metadata")));
        files.put("values.yaml", JSON.writeValueAsBytes(tree(chart.path("values"))));
        return new StoredChart(files, !isDependent(chart));
    }

    private static TreeMap<String, byte[]> sources(JsonNode chart) {
        TreeMap<String, byte[]> sources = new TreeMap<>();
        for (String part : new String[] {"templates", "files"}) {
            chart.path(part).forEach(file -> sources.put(file.path("name").asString(), decoded(file.path("data"))));
        }
        if (!chart.path("schema").asString("").isEmpty()) {
            sources.put("values.schema.json", decoded(chart.path("schema")));
        }
        return sources;
    }

    private static boolean isDependent(JsonNode chart) {
        return chart.path("metadata").has("dependencies") || chart.path("lock").isObject();
    }

    private static byte[] decoded(JsonNode data) {
        return Base64.getDecoder().decode(data.asString(""));
    }

    private static Map<String, Object> tree(JsonNode node) {
        return node.isObject() ? JSON.convertValue(node, TREE) : Map.of();
    }

    private static Instant modified(Secret secret) {
        Map<String, String> labels = secret.getMetadata().getLabels();
        return Optional.ofNullable(labels.getOrDefault("modifiedAt", labels.get("createdAt")))
                .map(seconds -> Instant.ofEpochSecond(Long.parseLong(seconds)))
                .orElseGet(() -> Instant.parse(secret.getMetadata().getCreationTimestamp()));
    }
}
