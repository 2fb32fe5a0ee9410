package dev.plumbline.cluster;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** An API server that answers as it is told, one request after the other; a 200 sends back what came. */
public final class ScriptedApiServer implements AutoCloseable {
    /** @param code 0 = the connection is closed without an answer */
    private record Answer(int code, String message, int retryAfter) {}

    private static final JsonMapper JSON = new JsonMapper();

    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final AtomicInteger requests = new AtomicInteger();
    private final HttpServer server;

    public ScriptedApiServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    public ScriptedApiServer answers(int code, String message) {
        answers.add(new Answer(code, message, 0));
        return this;
    }

    /** With the time after which it wants to be asked again, in seconds. */
    public ScriptedApiServer answersLater(int code, int retryAfter) {
        answers.add(new Answer(code, "too many requests", retryAfter));
        return this;
    }

    public ScriptedApiServer hangsUp() {
        answers.add(new Answer(0, "", 0));
        return this;
    }

    public int requests() {
        return requests.get();
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public Path kubeconfig(Path folder) {
        try {
            return Files.writeString(folder.resolve("kubeconfig"), """
                    apiVersion: v1
                    kind: Config
                    current-context: scripted
                    clusters: [{name: scripted, cluster: {server: "http://127.0.0.1:%d"}}]
                    contexts: [{name: scripted, context: {cluster: scripted, user: nobody}}]
                    users: [{name: nobody, user: {token: none}}]
                    """.formatted(
                            server.getAddress().getPort()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        requests.incrementAndGet();
        byte[] sent = exchange.getRequestBody().readAllBytes();
        Answer answer = answers.isEmpty() ? new Answer(404, "nothing more is scripted", 0) : answers.remove();
        if (answer.code() == 0) {
            exchange.close();
            return;
        }
        byte[] body = answer.code() == 200 ? sent : JSON.writeValueAsBytes(status(answer));
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        if (answer.retryAfter() > 0) {
            exchange.getResponseHeaders().set("Retry-After", Integer.toString(answer.retryAfter()));
        }
        exchange.sendResponseHeaders(answer.code(), body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static ObjectNode status(Answer answer) {
        ObjectNode status = JSON.createObjectNode()
                .put("kind", "Status")
                .put("apiVersion", "v1")
                .put("status", "Failure")
                .put("message", answer.message())
                .put("code", answer.code());
        if (answer.retryAfter() > 0) {
            status.putObject("details").put("retryAfterSeconds", answer.retryAfter());
        }
        return status;
    }
}
