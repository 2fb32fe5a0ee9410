package dev.plumbline.drift;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * The part of an API server that tells who was faster: each write moves an object's version, and one that was made of an older version is
 * refused. Somebody else may write just before any write arrives.
 */
final class ContestedApiServer implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    private final Map<String, ObjectNode> objects = new TreeMap<>();
    private final Map<String, Queue<Runnable>> others = new HashMap<>();
    private final Map<String, Integer> refusals = new HashMap<>();
    private final Map<String, Integer> writes = new HashMap<>();
    private final HttpServer server;
    private int version = 100;

    ContestedApiServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Somebody writes an object. */
    synchronized void put(String path, String yaml) {
        store(path, (ObjectNode) new YAMLMapper().readTree(yaml));
    }

    /** Somebody deletes an object. */
    synchronized void delete(String path) {
        objects.remove(path);
    }

    /** What somebody does just before the next write to a path arrives; the second one before the one after that. */
    synchronized void justBeforeAWriteTo(String path, Runnable somebody) {
        others.computeIfAbsent(path, key -> new ArrayDeque<>()).add(somebody);
    }

    /** Every write to a path is refused. */
    synchronized void refuse(String path, int code) {
        refusals.put(path, code);
    }

    synchronized JsonNode object(String path) {
        return objects.get(path);
    }

    /** How many writes to a path arrived, refused ones too. */
    synchronized int writes(String path) {
        return writes.getOrDefault(path, 0);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        byte[] sent = exchange.getRequestBody().readAllBytes();
        JsonNode body = sent.length == 0 ? JSON.createObjectNode() : JSON.readTree(sent);
        JsonNode result = answer(exchange, body);
        byte[] bytes = JSON.writeValueAsBytes(result);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.getResponseHeaders().set("Connection", "close"); // no 40 ms between head and body
        exchange.sendResponseHeaders(
                result.path("kind").asString("").equals("Status")
                        ? result.path("code").asInt()
                        : 200,
                bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private JsonNode answer(HttpExchange exchange, JsonNode body) {
        String path = exchange.getRequestURI().getPath();
        String method = exchange.getRequestMethod();
        if (method.equals("GET")) {
            return objects.containsKey(path) ? objects.get(path) : list(path);
        }
        if (String.valueOf(exchange.getRequestURI().getQuery()).contains("dryRun=All")) {
            return objects.containsKey(path) ? merged(objects.get(path).deepCopy(), (ObjectNode) body) : body;
        }
        String object = method.equals("POST")
                ? path + "/" + body.path("metadata").path("name").asString()
                : path;
        writes.merge(object, 1, Integer::sum);
        Queue<Runnable> faster = others.getOrDefault(object, new ArrayDeque<>());
        if (!faster.isEmpty()) {
            faster.remove().run();
        }
        return refusals.containsKey(object)
                ? status(refusals.get(object), "this test refuses it")
                : write(method, object, body);
    }

    private JsonNode write(String method, String path, JsonNode body) {
        ObjectNode stored = objects.get(path);
        if (method.equals("POST")) {
            return stored == null ? store(path, (ObjectNode) body) : status(409, "object already exists");
        }
        if (stored == null) {
            return status(404, "not found");
        }
        ObjectNode written = method.equals("PUT") ? replaced(stored, (ObjectNode) body) : patched(stored, body);
        return written.at("/metadata/resourceVersion").equals(stored.at("/metadata/resourceVersion"))
                ? store(path, written)
                : status(409, "Operation cannot be fulfilled: the object has been modified");
    }

    private static ObjectNode replaced(ObjectNode stored, ObjectNode body) {
        ((ObjectNode) body.get("metadata")).set("managedFields", stored.at("/metadata/managedFields"));
        return body;
    }

    /** A JSON patch that replaces only. */
    private static ObjectNode patched(ObjectNode stored, JsonNode operations) {
        ObjectNode patched = stored.deepCopy();
        operations.forEach(operation -> {
            String at = operation.path("path").asString();
            int last = at.lastIndexOf('/');
            ((ObjectNode) patched.at(at.substring(0, last))).set(at.substring(last + 1), operation.get("value"));
        });
        return patched;
    }

    private static ObjectNode merged(ObjectNode object, ObjectNode more) {
        more.properties().forEach(field -> {
            if (field.getValue() instanceof ObjectNode inner && object.get(field.getKey()) instanceof ObjectNode old) {
                merged(old, inner);
            } else {
                object.set(field.getKey(), field.getValue());
            }
        });
        return object;
    }

    private ObjectNode store(String path, ObjectNode object) {
        version++;
        ((ObjectNode) object.get("metadata")).put("resourceVersion", String.valueOf(version));
        objects.put(path, object);
        return object;
    }

    private JsonNode list(String path) {
        ObjectNode list = JSON.createObjectNode().put("kind", "List");
        objects.forEach((key, object) -> {
            if (key.startsWith(path + "/") && key.lastIndexOf('/') == path.length()) {
                list.withArray("items").add(object);
            }
        });
        return list.has("items") ? list : status(404, "not found");
    }

    private static ObjectNode status(int code, String message) {
        return JSON.createObjectNode().put("kind", "Status").put("code", code).put("message", message);
    }
}
