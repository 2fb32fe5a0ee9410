package dev.plumbline.helm;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
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

/** The part of an API server that Helm needs to install something: objects in a map, by path. No scheduler, no controllers. */
public final class MemoryApiServer implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String DEFINITIONS = "/customresourcedefinitions/";

    private final Map<String, ObjectNode> objects = new ConcurrentSkipListMap<>();
    private final Map<String, ObjectNode> refusals = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    public MemoryApiServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Paths of all objects, for example {@code /api/v1/namespaces/apps/configmaps/a}. */
    public List<String> paths() {
        return List.copyOf(objects.keySet());
    }

    /** Method and path of everything asked until now, for example {@code GET /api/v1/namespaces/apps/secrets}. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    /** A kind of its own, version v1, in namespaces. */
    public void define(String group, String kind, String plural) {
        ObjectNode definition = JSON.createObjectNode();
        definition.putObject("metadata").put("name", plural + "." + group);
        ObjectNode spec = definition.putObject("spec").put("group", group).put("scope", "Namespaced");
        spec.putObject("names").put("kind", kind).put("plural", plural);
        spec.putArray("versions").addObject().put("name", "v1");
        create("/apis/apiextensions.k8s.io/v1" + DEFINITIONS.substring(0, DEFINITIONS.length() - 1), definition);
    }

    public JsonNode object(String path) {
        return objects.get(path);
    }

    /** The next request of a method to a path gets a 500 with this message, those after it what they ask for. */
    public void refuseOnce(String method, String path, String message) {
        refuseOnce(method, path, 500, message);
    }

    /** The same with another code. */
    public void refuseOnce(String method, String path, int code, String message) {
        refusals.put(
                method + " " + path,
                status(code, code == 500 ? "InternalError" : "Refused").put("message", message));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        requests.add(exchange.getRequestMethod() + " " + path);
        byte[] body = exchange.getRequestBody().readAllBytes();
        JsonNode discovery = "GET".equals(exchange.getRequestMethod()) ? discovery(path) : null;
        ObjectNode refusal = refusals.remove(exchange.getRequestMethod() + " " + path);
        JsonNode result = refusal != null ? refusal : discovery != null ? discovery : answer(exchange, path, body);
        send(exchange, result);
    }

    private JsonNode answer(HttpExchange exchange, String path, byte[] body) {
        return switch (exchange.getRequestMethod()) {
            case "GET" -> objects.containsKey(path) ? objects.get(path) : list(path, exchange);
            case "POST" -> create(path, parsed(body));
            case "PUT" -> put(path, parsed(body));
            case "PATCH" -> merge(exchange, path, parsed(body));
            default -> objects.remove(path);
        };
    }

    private static void send(HttpExchange exchange, JsonNode result) throws IOException {
        byte[] bytes = JSON.writeValueAsBytes(result == null ? status(404, "NotFound") : result);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.getResponseHeaders().set("Connection", "close"); // no 40 ms between head and body
        exchange.sendResponseHeaders(result == null ? 404 : result.path("code").asInt(200), bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static ObjectNode parsed(byte[] body) {
        return body[0] == '{' ? (ObjectNode) JSON.readTree(body) : ProtobufSecret.toJson(body);
    }

    private JsonNode create(String collection, ObjectNode object) {
        String path = collection + "/" + object.path("metadata").path("name").asString();
        return objects.containsKey(path) ? status(409, "AlreadyExists") : put(path, object);
    }

    private JsonNode put(String path, ObjectNode object) {
        String[] parts = path.split("/");
        int namespaces = Arrays.asList(parts).indexOf("namespaces");
        ObjectNode metadata = (ObjectNode) object.get("metadata");
        if (namespaces > 0 && parts.length > namespaces + 3) {
            metadata.put("namespace", parts[namespaces + 1]);
        }
        metadata.put("creationTimestamp", "2026-01-01T00:00:00Z");
        JsonNode managers = objects.containsKey(path) ? objects.get(path).at("/metadata/managedFields") : null;
        if (managers instanceof ArrayNode kept) {
            metadata.set("managedFields", kept);
        }
        if (path.contains(DEFINITIONS)) {
            object.putObject("status")
                    .putArray("conditions")
                    .addObject()
                    .put("type", "Established")
                    .put("status", "True");
        }
        objects.put(path, object);
        return object;
    }

    private JsonNode merge(HttpExchange exchange, String path, ObjectNode patch) {
        ObjectNode object = objects.get(path);
        if (object == null) {
            return null;
        }
        mergeInto(object, patch);
        String query = String.valueOf(exchange.getRequestURI().getRawQuery());
        boolean merged = "application/merge-patch+json"
                .equals(exchange.getRequestHeaders().getFirst("Content-Type"));
        Arrays.stream(query.split("&"))
                .filter(parameter -> merged && parameter.startsWith("fieldManager="))
                .forEach(parameter -> ((ObjectNode) object.get("metadata"))
                        .withArray("managedFields")
                        .addObject()
                        .put("manager", parameter.substring("fieldManager=".length())));
        return object;
    }

    private static ObjectNode mergeInto(ObjectNode object, ObjectNode patch) {
        patch.properties().forEach(field -> {
            if (field.getValue().isNull()) {
                object.remove(field.getKey());
            } else if (field.getValue() instanceof ObjectNode inner
                    && object.get(field.getKey()) instanceof ObjectNode old) {
                mergeInto(old, inner);
            } else {
                object.set(field.getKey(), field.getValue());
            }
        });
        return object;
    }

    /** A collection's path ends with a plural and has no object of that path; a missing object's ends with a name. */
    private JsonNode list(String path, HttpExchange exchange) {
        String last = path.substring(path.lastIndexOf('/') + 1);
        String groupVersion = path.startsWith("/api/") ? "v1" : path.split("/")[2] + "/" + path.split("/")[3];
        JsonNode resources = discovery((path.startsWith("/api/") ? "/api/" : "/apis/") + groupVersion);
        if (resources == null) {
            return null;
        }
        for (JsonNode resource : resources.path("resources")) {
            if (resource.path("name").asString().equals(last)) {
                return listOf(path, groupVersion, resource.path("kind").asString(), exchange);
            }
        }
        return null;
    }

    /** The built-in kinds, and those of the CRDs that were created. */
    private JsonNode discovery(String path) {
        String builtIn = BuiltInKinds.discovery(path);
        JsonNode document = builtIn == null ? null : JSON.readTree(builtIn);
        for (Map.Entry<String, ObjectNode> entry : objects.entrySet()) {
            JsonNode spec = entry.getValue().path("spec");
            if (entry.getKey().contains(DEFINITIONS)) {
                for (JsonNode version : spec.path("versions")) {
                    document = withDefined(
                            path, document, spec, version.path("name").asString());
                }
            }
        }
        return document;
    }

    private static JsonNode withDefined(String path, JsonNode document, JsonNode spec, String version) {
        String groupVersion = spec.path("group").asString() + "/" + version;
        if (path.equals("/apis") && !document.toString().contains('"' + groupVersion + '"')) {
            ObjectNode group = ((ArrayNode) document.path("groups"))
                    .addObject()
                    .put("name", spec.path("group").asString());
            group.putArray("versions")
                    .addObject()
                    .put("groupVersion", groupVersion)
                    .put("version", version);
        }
        if (!path.equals("/apis/" + groupVersion)) {
            return document;
        }
        ObjectNode list = document != null
                ? (ObjectNode) document
                : JSON.createObjectNode()
                        .put("kind", "APIResourceList")
                        .put("apiVersion", "v1")
                        .put("groupVersion", groupVersion);
        list.withArray("resources")
                .addObject()
                .put("name", spec.path("names").path("plural").asString())
                .put("kind", spec.path("names").path("kind").asString())
                .put("namespaced", spec.path("scope").asString().equals("Namespaced"))
                .putArray("verbs")
                .add("get")
                .add("create");
        return list;
    }

    private JsonNode listOf(String path, String groupVersion, String kind, HttpExchange exchange) {
        ObjectNode list =
                JSON.createObjectNode().put("apiVersion", groupVersion).put("kind", kind + "List");
        list.putObject("metadata").put("resourceVersion", "1");
        ArrayNode items = list.putArray("items");
        String query = String.valueOf(exchange.getRequestURI().getRawQuery());
        objects.forEach((key, object) -> {
            if (key.startsWith(path + "/") && selected(object, query)) {
                items.add(object);
            }
        });
        return list;
    }

    private static boolean selected(JsonNode object, String query) {
        return Arrays.stream(query.split("&"))
                .filter(parameter -> parameter.startsWith("labelSelector="))
                .flatMap(parameter -> Arrays.stream(URLDecoder.decode(parameter.substring(14), StandardCharsets.UTF_8)
                        .split(",")))
                .map(term -> term.split("=", 2))
                .allMatch(term -> object.path("metadata")
                        .path("labels")
                        .path(term[0])
                        .asString("")
                        .equals(term[1]));
    }

    private static ObjectNode status(int code, String reason) {
        return JSON.createObjectNode()
                .put("kind", "Status")
                .put("apiVersion", "v1")
                .put("status", "Failure")
                .put("reason", reason)
                .put("code", code);
    }
}
