package dev.plumbline.cluster;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The part of an API server that a lease needs: one object, whose version every write must name. */
final class LeaseServer implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private ObjectNode lease;
    private int version;
    private int refusal;
    private boolean losesAnswers;
    private int writes;

    LeaseServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    /** A connection to it; close it before. */
    Cluster connect(Path folder) {
        try {
            Path kubeconfig = Files.writeString(folder.resolve("kubeconfig"), """
                    apiVersion: v1
                    kind: Config
                    current-context: leases
                    clusters: [{name: leases, cluster: {server: "http://127.0.0.1:%d"}}]
                    contexts: [{name: leases, context: {cluster: leases, user: nobody}}]
                    users: [{name: nobody, user: {token: none}}]
                    """.formatted(
                            server.getAddress().getPort()));
            return ClusterConnection.open("leases", kubeconfig);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @return the lease, or null */
    synchronized JsonNode lease() {
        return lease == null ? null : lease.deepCopy();
    }

    synchronized int writes() {
        return writes;
    }

    /** Somebody who asks nobody. */
    synchronized void put(ObjectNode other) {
        lease = other;
        version();
    }

    synchronized void remove() {
        lease = null;
    }

    /** Answers every write with that code, until it is 0. */
    synchronized void refusing(int code) {
        refusal = code;
    }

    /** Writes are done, and answered with an error. */
    synchronized void losingAnswers(boolean lost) {
        losesAnswers = lost;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        JsonNode result = answer(exchange.getRequestMethod(), body);
        byte[] bytes = JSON.writeValueAsBytes(result);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(result.path("code").asInt(200), bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private synchronized JsonNode answer(String method, byte[] body) {
        if (method.equals("GET")) {
            return lease == null ? status(404, "NotFound") : lease.deepCopy();
        }
        writes++;
        if (refusal != 0) {
            return status(refusal, "Refused");
        }
        JsonNode result =
                switch (method) {
                    case "POST" -> create((ObjectNode) JSON.readTree(body));
                    case "PUT" -> replace((ObjectNode) JSON.readTree(body));
                    default -> delete(body);
                };
        return losesAnswers ? status(503, "Lost") : result;
    }

    private JsonNode create(ObjectNode wanted) {
        if (lease != null) {
            return status(409, "AlreadyExists");
        }
        lease = wanted;
        return version();
    }

    private JsonNode replace(ObjectNode wanted) {
        if (lease == null) {
            return status(404, "NotFound");
        }
        if (!versionOf(lease).equals(versionOf(wanted))) {
            return status(409, "Conflict");
        }
        lease = wanted;
        return version();
    }

    private JsonNode delete(byte[] body) {
        String bound = JSON.readTree(new String(body, StandardCharsets.UTF_8))
                .path("preconditions")
                .path("resourceVersion")
                .asString("");
        if (lease == null) {
            return status(404, "NotFound");
        }
        if (!versionOf(lease).equals(bound)) {
            return status(409, "Conflict");
        }
        JsonNode gone = lease;
        lease = null;
        return gone;
    }

    private JsonNode version() {
        version++;
        ((ObjectNode) lease.get("metadata")).put("resourceVersion", Integer.toString(version));
        return lease.deepCopy();
    }

    private static String versionOf(JsonNode object) {
        return object.path("metadata").path("resourceVersion").asString("");
    }

    private static ObjectNode status(int code, String reason) {
        return JSON.createObjectNode()
                .put("kind", "Status")
                .put("apiVersion", "v1")
                .put("status", "Failure")
                .put("reason", reason)
                .put("message", reason)
                .put("code", code);
    }
}
