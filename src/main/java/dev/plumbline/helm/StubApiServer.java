package dev.plumbline.helm;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An API server on a loopback port that knows the built-in kinds and holds nothing: {@code lookup} in a template asks it, and finds
 * nothing, instead of asking whatever cluster the user's kubeconfig names.
 */
final class StubApiServer implements AutoCloseable {
    private static final String NOT_FOUND = """
            {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","reason":"NotFound","code":404,\
            "message":"rendering knows no cluster: nothing is found here"}""";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "helm-stub-api");
        thread.setDaemon(true);
        return thread;
    });

    StubApiServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    String kubeconfig() {
        return """
                apiVersion: v1
                kind: Config
                current-context: nothing
                clusters: [{name: nothing, cluster: {server: "http://%s:%d"}}]
                contexts: [{name: nothing, context: {cluster: nothing, user: nobody}}]
                users: [{name: nobody, user: {}}]
                """.formatted(
                        server.getAddress().getAddress().getHostAddress(),
                        server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String found = BuiltInKinds.discovery(exchange.getRequestURI().getPath());
        byte[] body = (found == null ? NOT_FOUND : found).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        // Else the JDK server sends the body 40 ms after the head (Nagle against delayed acknowledgement).
        exchange.getResponseHeaders().set("Connection", "close");
        exchange.sendResponseHeaders(found == null ? 404 : 200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
