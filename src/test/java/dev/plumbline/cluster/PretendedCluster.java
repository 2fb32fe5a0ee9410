package dev.plumbline.cluster;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** An API server that keeps objects in a map: it is asked, applied to (also as a dry-run) and told to delete. No controllers, no webhooks. */
public final class PretendedCluster implements AutoCloseable {
    /** @param dryRun whether it asked for no effect */
    public record Request(String method, String path, boolean dryRun, String userAgent) {}

    private record Refusal(int code, String message) {}

    private static final JsonMapper JSON = new JsonMapper();
    private static final YAMLMapper YAML = new YAMLMapper();

    private final Map<String, ObjectNode> objects = new ConcurrentSkipListMap<>();
    private final Map<String, ObjectNode> discovery = Collections.synchronizedMap(new LinkedHashMap<>());
    private final Map<String, Refusal> refusals = new ConcurrentHashMap<>();
    private final Map<String, Refusal> passing = new ConcurrentHashMap<>();
    private final Map<String, String> texts = new ConcurrentHashMap<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    public PretendedCluster() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
        with("/api/v1/namespaces/kube-system", Map.of("apiVersion", "v1", "kind", "Namespace"));
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Serves a kind in discovery; of a group's versions it prefers the one that it serves first. */
    public PretendedCluster serving(String groupVersion, String kind, String plural, boolean namespaced) {
        ObjectNode list =
                discovery.computeIfAbsent((groupVersion.equals("v1") ? "/api/" : "/apis/") + groupVersion, path -> {
                    ObjectNode document = JSON.createObjectNode()
                            .put("kind", "APIResourceList")
                            .put("groupVersion", groupVersion);
                    document.putArray("resources");
                    return document;
                });
        ((ArrayNode) list.get("resources"))
                .addObject()
                .put("name", plural)
                .put("kind", kind)
                .put("namespaced", namespaced)
                .putArray("verbs")
                .add("list")
                .add("delete");
        return this;
    }

    /** Keeps an object under its path, for example {@code /api/v1/namespaces/apps}. */
    public PretendedCluster with(String path, HasMetadata object) {
        return with(path, JSON.readValue(Serialization.asJson(object), ObjectNode.class));
    }

    private PretendedCluster with(String path, Map<String, String> fields) {
        ObjectNode object = JSON.createObjectNode();
        fields.forEach(object::put);
        object.putObject("metadata").put("name", path.substring(path.lastIndexOf('/') + 1));
        return with(path, object);
    }

    private PretendedCluster with(String path, ObjectNode object) {
        ((ObjectNode) object.get("metadata")).put("uid", "uid-of-" + path.substring(path.lastIndexOf('/') + 1));
        objects.put(path, object);
        return this;
    }

    /** Answers a path with a text that is no JSON, as logs are. */
    public PretendedCluster saying(String path, String text) {
        texts.put(path, text);
        return this;
    }

    /** Answers the next request of a method to a path with an error, and those after it as usual. */
    public PretendedCluster refusingOnce(String method, String path, int code, String message) {
        passing.put(method + " " + path, new Refusal(code, message));
        return this;
    }

    /** Answers all requests of a method to a path with an error. */
    public PretendedCluster refusing(String method, String path, int code, String message) {
        refusals.put(method + " " + path, new Refusal(code, message));
        return this;
    }

    public List<String> paths() {
        return List.copyOf(objects.keySet());
    }

    public List<Request> requests() {
        return List.copyOf(requests);
    }

    /** Requests that meant to change something. */
    public List<Request> writes() {
        return requests.stream()
                .filter(request -> !request.method().equals("GET") && !request.dryRun())
                .filter(request -> !request.path().endsWith("selfsubjectreviews"))
                .toList();
    }

    public Path kubeconfig(Path folder) {
        try {
            return Files.writeString(
                    folder.resolve("kubeconfig-" + server.getAddress().getPort()), """
                    apiVersion: v1
                    kind: Config
                    current-context: pretended
                    clusters:
                    - {name: other, cluster: {server: "https://other.invalid"}}
                    - {name: pretended, cluster: {server: "%s"}}
                    contexts:
                    - {name: other, context: {cluster: other, user: nobody}}
                    - {name: pretended, context: {cluster: pretended, user: nobody}}
                    users: [{name: nobody, user: {token: none}}]
                    """.formatted(url()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A connection to it; close it before. */
    public Cluster connect(Path folder) {
        return ClusterConnection.open("pretended", kubeconfig(folder));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath().replaceFirst("(?<=.)/$", "");
        Map<String, String> query = query(exchange);
        byte[] body = exchange.getRequestBody().readAllBytes();
        boolean dryRun = query.containsKey("dryRun");
        requests.add(new Request(
                exchange.getRequestMethod(),
                path,
                dryRun,
                exchange.getRequestHeaders().getFirst("User-Agent")));
        String request = exchange.getRequestMethod() + " " + path;
        Refusal refusal = passing.containsKey(request) ? passing.remove(request) : refusals.get(request);
        JsonNode result = refusal != null
                ? status(refusal.code(), refusal.message())
                : switch (exchange.getRequestMethod()) {
                    case "GET" -> get(path, query);
                    case "POST" -> post(path, (ObjectNode) YAML.readTree(body));
                    case "PATCH" -> apply(path, query, (ObjectNode) YAML.readTree(body), dryRun);
                    case "PUT" -> objects.computeIfPresent(path, (key, old) -> (ObjectNode) YAML.readTree(body));
                    case "DELETE" -> delete(path);
                    default -> null;
                };
        if (result == null && texts.containsKey(pathAndQuery(path, query))) {
            byte[] text = texts.get(pathAndQuery(path, query)).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, text.length);
            exchange.getResponseBody().write(text);
            exchange.close();
            return;
        }
        JsonNode answer = result == null ? status(404, path + " not found") : result;
        byte[] bytes = JSON.writeValueAsBytes(answer);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(answer.path("code").asInt(200), bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static String pathAndQuery(String path, Map<String, String> query) {
        return query.containsKey("previous") ? path + "?previous" : path;
    }

    private JsonNode get(String path, Map<String, String> query) {
        if (path.equals("/version")) {
            return JSON.createObjectNode().put("major", "1").put("minor", "34").put("gitVersion", "v1.34.4+k3s1");
        }
        if (path.equals("/apis")) {
            return groups();
        }
        if (discovery.containsKey(path)) {
            return discovery.get(path);
        }
        if (objects.containsKey(path)) {
            return objects.get(path);
        }
        // the last part of a collection's path is a plural: no object that a test keeps is called so
        return path.matches(".*/(namespaces/[^/]+/)?[a-z]+s") ? list(path, query) : null;
    }

    private JsonNode groups() {
        Map<String, ObjectNode> groups = new LinkedHashMap<>();
        for (String path : List.copyOf(discovery.keySet())) {
            String[] parts = path.split("/");
            if (parts.length < 4) {
                continue; // the core group is not among them
            }
            ObjectNode version = JSON.createObjectNode()
                    .put("groupVersion", parts[2] + "/" + parts[3])
                    .put("version", parts[3]);
            groups.computeIfAbsent(parts[2], name -> {
                        ObjectNode group = JSON.createObjectNode().put("name", name);
                        group.set("preferredVersion", version);
                        return group;
                    })
                    .withArray("versions")
                    .add(version);
        }
        ObjectNode list = JSON.createObjectNode().put("kind", "APIGroupList").put("apiVersion", "v1");
        list.putArray("groups").addAll(groups.values());
        return list;
    }

    private JsonNode list(String path, Map<String, String> query) {
        ObjectNode list = JSON.createObjectNode().put("apiVersion", "v1").put("kind", "List");
        list.putObject("metadata").put("resourceVersion", "1");
        ArrayNode items = list.putArray("items");
        objects.forEach((key, object) -> {
            if (key.startsWith(path + "/")
                    && key.indexOf('/', path.length() + 1) < 0
                    && selected(object.path("metadata").path("labels"), query.getOrDefault("labelSelector", ""))) {
                items.add(object);
            }
        });
        return list;
    }

    private static boolean selected(JsonNode labels, String selector) {
        return selector.isEmpty()
                || Arrays.stream(selector.split(","))
                        .map(term -> term.split("=", 2))
                        .allMatch(term -> labels.path(term[0]).asString("").equals(term[1]));
    }

    /** What has a finalizer stays, as nobody is there to remove it. */
    private JsonNode delete(String path) {
        ObjectNode object = objects.get(path);
        return object == null || object.path("metadata").path("finalizers").isEmpty() ? objects.remove(path) : object;
    }

    private JsonNode post(String path, ObjectNode body) {
        if (path.endsWith("/leases")) {
            objects.put(path + "/" + body.path("metadata").path("name").asString(), body);
        }
        if (path.endsWith("/selfsubjectreviews")) {
            body.putObject("status").putObject("userInfo").put("username", "tester");
        }
        return body;
    }

    private JsonNode apply(String path, Map<String, String> query, ObjectNode wanted, boolean dryRun) {
        ObjectNode old = objects.get(path);
        ObjectNode applied = merge(
                old == null
                        ? JSON.createObjectNode()
                                .set("metadata", JSON.createObjectNode().put("uid", "uid-new"))
                        : old.deepCopy(),
                wanted);
        if (!dryRun) {
            ((ObjectNode) applied.get("metadata"))
                    .putArray("managedFields")
                    .addObject()
                    .put("manager", query.get("fieldManager"))
                    .put("operation", "Apply");
            objects.put(path, applied);
        }
        return applied;
    }

    private static ObjectNode merge(ObjectNode into, ObjectNode from) {
        from.properties().forEach(field -> {
            if (field.getValue() instanceof ObjectNode young && into.get(field.getKey()) instanceof ObjectNode old) {
                merge(old, young);
            } else {
                into.set(field.getKey(), field.getValue());
            }
        });
        return into;
    }

    private static Map<String, String> query(HttpExchange exchange) {
        Map<String, String> query = new HashMap<>();
        String raw = exchange.getRequestURI().getRawQuery();
        if (raw != null) {
            for (String parameter : raw.split("&")) {
                String[] parts = parameter.split("=", 2);
                query.put(parts[0], parts.length < 2 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
            }
        }
        return query;
    }

    private static ObjectNode status(int code, String message) {
        return JSON.createObjectNode()
                .put("kind", "Status")
                .put("apiVersion", "v1")
                .put("status", "Failure")
                .put("message", message)
                .put("code", code);
    }
}
