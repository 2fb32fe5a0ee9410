package dev.plumbline.chart;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A chart repository on a loopback port: what it serves is put into it, and it notes what was asked. */
final class RepositoryServer implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, byte[]> files = new ConcurrentHashMap<>();
    private final Map<String, String> redirects = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<String> authorizations = new CopyOnWriteArrayList<>();
    private volatile String closedPath = "";
    private volatile boolean hanging;

    RepositoryServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    URI url(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    RepositoryServer serve(String path, byte[] content) {
        files.put(path, content);
        return this;
    }

    RepositoryServer serve(String path, String content) {
        return serve(path, content.getBytes(StandardCharsets.UTF_8));
    }

    RepositoryServer redirect(String path, String to) {
        redirects.put(path, to);
        return this;
    }

    /** From now on it takes requests and never answers. */
    RepositoryServer hang() {
        hanging = true;
        return this;
    }

    /** Below this path it wants the token that {@code /token} gives. */
    RepositoryServer askForToken(String path) {
        closedPath = path;
        return this;
    }

    /** The {@code Authorization} headers it got; empty for requests without one. */
    List<String> authorizations() {
        return authorizations;
    }

    List<String> asked() {
        return asked;
    }

    /** @param entries {@code version url digest}; an empty digest is left out with {@code -} */
    static String index(String name, String... entries) {
        StringBuilder index = new StringBuilder("apiVersion: v1\nentries:\n  " + name + ":\n");
        for (String entry : entries) {
            String[] parts = entry.split(" ");
            index.append("    - {name: %s, version: %s, urls: [\"%s\"]%s}\n"
                    .formatted(name, parts[0], parts[1], parts[2].equals("-") ? "" : ", digest: " + parts[2]));
        }
        return index.toString();
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        asked.add(path);
        if (hanging) {
            try {
                closed.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        byte[] content = files.get(path);
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        authorizations.add(authorization == null ? "" : authorization);
        if (!closedPath.isEmpty() && path.startsWith(closedPath) && authorization == null) {
            exchange.getResponseHeaders()
                    .set("WWW-Authenticate", "Bearer realm=\"" + url("/token") + "\",service=\"s\",scope=\"pull\"");
            exchange.sendResponseHeaders(401, -1);
        } else if (redirects.containsKey(path)) {
            exchange.getResponseHeaders().set("Location", redirects.get(path));
            exchange.sendResponseHeaders(302, -1);
        } else if (content == null) {
            exchange.sendResponseHeaders(404, -1);
        } else {
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(content);
        }
        exchange.close();
    }
}
