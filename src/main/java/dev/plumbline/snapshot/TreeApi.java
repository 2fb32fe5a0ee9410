package dev.plumbline.snapshot;

import dev.plumbline.cluster.ClusterConnection;
import dev.plumbline.helm.BuiltInKinds;
import dev.plumbline.helm.BuiltInKinds.Served;
import dev.plumbline.readiness.ObjectRef;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.http.HttpRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The API server in plain trees, many requests at once. Typed models would drop what they do not know, and loading their classes costs
 * more than the requests.
 */
public final class TreeApi {
    public static final int NOT_FOUND = 404;

    private static final TypeReference<Map<String, Object>> TREE = new TypeReference<>() {};
    private static final JsonMapper JSON = JsonMapper.shared();
    /** Of the requests under way; more connections cost a new JVM more than they save. */
    private static final int AT_ONCE = 6;
    /** The largest LIST of this platform is some megabytes; a server that needs longer is in trouble of its own. */
    private static final int SECONDS = 30;
    /** Helm's own Secrets are large, and no object of a release. */
    private static final String NO_RELEASES = "?fieldSelector=type%21%3Dhelm.sh%2Frelease.v1";

    private final KubernetesClient client;
    private final String server;
    private final Lanes lanes = new Lanes(AT_ONCE);
    private final Map<String, CompletableFuture<Map<String, Served>>> extensions = new ConcurrentHashMap<>();

    TreeApi(KubernetesClient client) {
        this.client = client;
        this.server = client.getMasterUrl().toString().replaceFirst("/$", "");
    }

    /** How a kind is served; empty = this cluster does not know it. */
    CompletableFuture<Optional<Served>> served(String apiVersion, String kind) {
        Optional<Served> builtIn = BuiltInKinds.served(apiVersion, kind);
        return builtIn.isPresent()
                ? CompletableFuture.completedFuture(builtIn)
                : extensions
                        .computeIfAbsent(apiVersion, this::discover)
                        .thenApply(kinds -> Optional.ofNullable(kinds.get(kind)));
    }

    private CompletableFuture<Map<String, Served>> discover(String apiVersion) {
        return send("GET", "", root(apiVersion), "").thenApply(answer -> {
            Map<String, Served> kinds = new LinkedHashMap<>();
            answer.ifPresent(
                    document -> JSON.readTree(document).path("resources").forEach(resource -> {
                        if (!resource.path("name").asString("").contains("/")) {
                            kinds.put(
                                    resource.path("kind").asString(),
                                    new Served(
                                            resource.path("name").asString(),
                                            resource.path("namespaced").asBoolean()));
                        }
                    }));
            return kinds;
        });
    }

    /** All objects of a kind, in one namespace where it has them; none if the kind is not served. */
    CompletableFuture<List<Map<String, Object>>> list(String apiVersion, String kind, Served served, String namespace) {
        String selector = kind.equals("Secret") ? NO_RELEASES : "";
        return send("GET", "", collection(apiVersion, served, namespace) + selector, "")
                .thenApply(answer -> answer.map(document -> items(document, apiVersion, kind))
                        .orElse(List.of()));
    }

    private static List<Map<String, Object>> items(String document, String apiVersion, String kind) {
        JsonNode items = JSON.readTree(document).path("items");
        return items.valueStream()
                .map(item -> {
                    // items of a list do not say what they are
                    Map<String, Object> object = JSON.convertValue(item, TREE);
                    object.put("apiVersion", apiVersion);
                    object.put("kind", kind);
                    return object;
                })
                .toList();
    }

    /** One object; empty = there is none. */
    public CompletableFuture<Optional<Map<String, Object>>> get(ObjectRef ref, Served served) {
        return send("GET", "", path(ref, served), "")
                .thenApply(answer -> answer.map(document -> JSON.readValue(document, TREE)));
    }

    /** What a server-side apply would make of an object; nothing is stored. */
    public CompletableFuture<Map<String, Object>> dryRun(ObjectRef ref, Served served, Map<String, Object> declared) {
        return write(
                "PATCH", "application/apply-patch+yaml", path(ref, served), "&dryRun=All&force=true", declared, ref);
    }

    /** Replaces an object; refused by the server if somebody changed it since it was read. */
    public CompletableFuture<Map<String, Object>> replace(ObjectRef ref, Served served, Map<String, Object> object) {
        return write("PUT", "application/json", path(ref, served), "", object, ref);
    }

    /** Changes who owns which field; refused by the server if somebody changed the object since it was read. */
    public CompletableFuture<Map<String, Object>> own(
            ObjectRef ref, Served served, Object resourceVersion, List<Map<String, Object>> managedFields) {
        List<Map<String, Object>> operations = List.of(
                operation("replace", "/metadata/managedFields", managedFields),
                operation("replace", "/metadata/resourceVersion", resourceVersion));
        return write("PATCH", "application/json-patch+json", path(ref, served), "", operations, ref);
    }

    private static Map<String, Object> operation(String word, String path, Object value) {
        return Map.of("op", word, "path", path, "value", value);
    }

    public CompletableFuture<Map<String, Object>> create(ObjectRef ref, Served served, Map<String, Object> object) {
        String collection = collection(ref.apiVersion(), served, ref.namespace().orElse(""));
        return write("POST", "application/json", collection, "", object, ref);
    }

    /** @param how further parameters of the query, each with its ampersand */
    private CompletableFuture<Map<String, Object>> write(
            String method, String type, String path, String how, Object body, ObjectRef ref) {
        String query = "?fieldManager=" + ClusterConnection.USER_AGENT + how;
        return send(method, type, path + query, JSON.writeValueAsString(body)).thenApply(answer -> tree(answer, ref));
    }

    private static Map<String, Object> tree(Optional<String> answer, ObjectRef ref) {
        return answer.map(document -> JSON.readValue(document, TREE))
                .orElseThrow(() -> new KubernetesClientException(
                        ref + ": not found: its namespace is gone, or its kind is no longer served", NOT_FOUND, null));
    }

    private static String path(ObjectRef ref, Served served) {
        return collection(ref.apiVersion(), served, ref.namespace().orElse("")) + "/" + ref.name();
    }

    private static String collection(String apiVersion, Served served, String namespace) {
        return root(apiVersion)
                + (served.namespaced() && !namespace.isEmpty() ? "/namespaces/" + namespace : "")
                + "/"
                + served.plural();
    }

    private static String root(String apiVersion) {
        return (apiVersion.contains("/") ? "/apis/" : "/api/") + apiVersion;
    }

    /** @return the body; empty = not found */
    private CompletableFuture<Optional<String>> send(String method, String type, String path, String body) {
        HttpRequest.Builder request = client.getHttpClient()
                .newHttpRequestBuilder()
                .uri(server + path)
                .timeout(SECONDS, TimeUnit.SECONDS);
        if (!method.equals("GET")) {
            request.method(method, type, body);
        }
        HttpRequest built = request.build();
        return lanes.send(() -> client.getHttpClient().sendAsync(built, String.class))
                .thenApply(answer -> {
                    if (answer.code() == NOT_FOUND) {
                        return Optional.<String>empty();
                    }
                    if (!answer.isSuccessful()) {
                        throw refused(method, path, answer.code(), answer.body());
                    }
                    return Optional.of(answer.body());
                });
    }

    private static KubernetesClientException refused(String method, String path, int code, String body) {
        String message;
        try {
            message = JSON.readTree(body).path("message").asString(body);
        } catch (RuntimeException noStatus) {
            message = body;
        }
        return new KubernetesClientException(
                "%s %s: %d %s".formatted(method, path.replaceFirst("\\?.*", ""), code, message), code, null);
    }

    /** The result, with the failure that it was. */
    public static <T> T join(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof RuntimeException known) {
                throw known;
            }
            throw new KubernetesClientException(String.valueOf(failure.getCause()), failure.getCause());
        }
    }
}
