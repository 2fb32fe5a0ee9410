package dev.plumbline.helm;

import dev.plumbline.chart.ChartContent;
import io.fabric8.kubernetes.api.model.Secret;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads one release Secret, and what its status is rewritten to: Kubernetes' base64 around Helm's base64 around gzip around JSON. */
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

    /** What it sent. */
    static RestoredChart restored(Secret secret) {
        try {
            JsonNode release = json(secret);
            return RestoredChart.of(release, digests(release.path("chart")));
        } catch (IOException | RuntimeException e) {
            throw new HelmException(
                    "cannot read what the release Secret "
                            + secret.getMetadata().getNamespace() + "/"
                            + secret.getMetadata().getName() + " sent: " + e.getMessage(),
                    e);
        }
    }

    /** Its data with another status and manifest, as Helm would write it. */
    static String with(Secret secret, ReleaseStatus status, String manifest) {
        try {
            ObjectNode release = (ObjectNode) json(secret);
            ((ObjectNode) release.path("info")).put("status", status.toString());
            release.put("manifest", manifest);
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (OutputStream zipped = new GZIPOutputStream(packed)) {
                JSON.writeValue(zipped, release);
            }
            Base64.Encoder base64 = Base64.getEncoder();
            return base64.encodeToString(base64.encode(packed.toByteArray()));
        } catch (IOException | RuntimeException e) {
            throw new HelmException(
                    "cannot write status %s into the release Secret %s/%s: %s"
                            .formatted(
                                    status,
                                    secret.getMetadata().getNamespace(),
                                    secret.getMetadata().getName(),
                                    e.getMessage()),
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
        Map<String, String> chart =
                ChartContent.metadata(tree(release.path("chart").path("metadata")));
        return new StoredRelease(
                new ReleaseId(
                        release.path("namespace").asString(),
                        release.path("name").asString()),
                release.path("version").asInt(),
                ReleaseStatus.parse(release.path("info").path("status").asString()),
                chart.get("name"),
                chart.get("version"),
                chart.get("appVersion"),
                annotation(release.path("chart"), STANDS_FOR),
                digests(release.path("chart")),
                tree(release.path("config")),
                release.path("manifest").asString(""),
                modified);
    }

    private static Optional<String> annotation(JsonNode chart, String name) {
        return chart.path("metadata").path("annotations").path(name).stringValueOpt();
    }

    /** Of a chart that was restored, those of the original. */
    private static Set<String> digests(JsonNode chart) {
        Optional<String> restores = annotation(chart, RestoredChart.RESTORES);
        if (restores.isPresent()) {
            return Set.of(restores.get().split(" "));
        }
        TreeMap<String, byte[]> sources = sources(chart);
        String withSubcharts = content(chart, sources, true).digest();
        boolean named =
                chart.path("metadata").has("dependencies") || chart.path("lock").isObject();
        return named
                ? Set.of(withSubcharts)
                : Set.of(withSubcharts, content(chart, sources, false).digest());
    }

    private static ChartContent content(JsonNode chart, TreeMap<String, byte[]> sources, boolean dependent) {
        return new ChartContent(
                ChartContent.metadata(tree(chart.path("metadata"))), sources, tree(chart.path("values")), dependent);
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
