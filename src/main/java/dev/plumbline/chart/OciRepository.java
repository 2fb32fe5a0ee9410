package dev.plumbline.chart;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Charts of an OCI registry, read without credentials: {@code oci://HOST/PATH} holds chart NAME at {@code PATH/NAME}, its version as
 * tag. HTTPS, except on this machine itself.
 */
final class OciRepository implements ChartSource {
    private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
    private static final String CHART = "application/vnd.cncf.helm.chart.content.v1.tar+gzip";
    private static final Pattern PARAMETER = Pattern.compile("(\\w+)=\"([^\"]*)\"");
    private static final JsonMapper JSON = new JsonMapper();

    private final URI repository;
    private final Download download;
    private final Map<String, String> credentials = new LinkedHashMap<>();

    OciRepository(URI repository, Download download) {
        this.repository = repository;
        this.download = download;
    }

    @Override
    public Found find(String name, String version) throws RepositoryUnreachable {
        String path = repository.getPath().replaceAll("^/+|/+$", "") + "/" + name;
        URI base = URI.create(
                (isThisMachine() ? "http://" : "https://") + repository.getAuthority() + "/v2/" + path + "/");
        // A tag may not hold a plus; Helm writes an underscore.
        URI manifest = base.resolve("manifests/" + version.replace('+', '_'));
        String digest = chartLayer(manifest, body(manifest, name, version));
        URI blob = base.resolve("blobs/" + digest);
        byte[] archive = body(blob, name, version);
        new RepositoryIndex.Entry(blob.toString(), digest.replaceFirst("^sha256:", ""), manifest.toString())
                .verify(archive);
        return new Found.Archive(archive, repository + "/" + name + ":" + version);
    }

    private byte[] body(URI address, String name, String version) throws RepositoryUnreachable {
        HttpResponse<byte[]> answer = get(address);
        if (answer.statusCode() == 401) {
            logIn(answer.headers().firstValue("WWW-Authenticate").orElse(""), address);
            answer = get(address);
        }
        if (answer.statusCode() == 404) {
            throw new ChartException("the registry has no " + name + " " + version + " (" + address
                    + " answered HTTP 404). Correct version or repository of this chart in environments/");
        }
        if (answer.statusCode() != 200) {
            throw new RepositoryUnreachable(address, "answered HTTP " + answer.statusCode());
        }
        return answer.body();
    }

    private HttpResponse<byte[]> get(URI address) throws RepositoryUnreachable {
        Map<String, String> headers = new LinkedHashMap<>(credentials);
        headers.put("Accept", MANIFEST + ", */*");
        return download.get(address, headers);
    }

    /** Public registries want a token even from those who have no account. */
    private void logIn(String challenge, URI address) throws RepositoryUnreachable {
        Map<String, String> parameters = new LinkedHashMap<>();
        Matcher matcher = PARAMETER.matcher(challenge);
        while (matcher.find()) {
            parameters.put(matcher.group(1), matcher.group(2));
        }
        if (!challenge.startsWith("Bearer ") || !parameters.containsKey("realm")) {
            throw new RepositoryUnreachable(address, "wants credentials, and only anonymous reading is supported");
        }
        URI realm = URI.create(parameters.get("realm") + "?service=" + parameters.getOrDefault("service", "")
                + "&scope=" + parameters.getOrDefault("scope", ""));
        JsonNode answer = json(realm, download.body(realm));
        String token = answer.path("token").asString(answer.path("access_token").asString(""));
        credentials.put("Authorization", "Bearer " + token);
    }

    private static String chartLayer(URI address, byte[] manifest) {
        for (JsonNode layer : json(address, manifest).path("layers")) {
            if (CHART.equals(layer.path("mediaType").asString(""))) {
                return layer.path("digest").asString();
            }
        }
        throw new ChartException(address + " is no Helm chart: it has no layer of type " + CHART);
    }

    private static JsonNode json(URI address, byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (JacksonException e) {
            throw new ChartException(address + " did not answer with JSON", e);
        }
    }

    private boolean isThisMachine() {
        return String.valueOf(repository.getHost()).matches("localhost|127\\.[0-9.]+");
    }
}
