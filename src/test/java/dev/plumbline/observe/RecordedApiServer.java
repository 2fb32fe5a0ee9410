package dev.plumbline.observe;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.plumbline.cluster.Cluster;
import io.fabric8.kubernetes.api.Pluralize;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Answers GET and LIST of given objects as an API server does, and remembers what it was asked. */
final class RecordedApiServer implements AutoCloseable {
    private final List<? extends HasMetadata> objects;
    private final HttpServer server;
    private final Queue<String> requests = new ConcurrentLinkedQueue<>();
    private final Set<String> forbidden = ConcurrentHashMap.newKeySet();
    private final Set<String> notServed = ConcurrentHashMap.newKeySet();

    RecordedApiServer(List<? extends HasMetadata> objects) throws IOException {
        this.objects = objects;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    /** @param plural for example {@code secrets} */
    RecordedApiServer forbid(String plural) {
        forbidden.add(plural);
        return this;
    }

    /** @param plural for example {@code externalsecrets} */
    RecordedApiServer doNotServe(String plural) {
        notServed.add(plural);
        return this;
    }

    Cluster cluster() {
        Config config = new ConfigBuilder(Config.empty())
                .withMasterUrl("http://" + server.getAddress().getHostString() + ":"
                        + server.getAddress().getPort())
                .withRequestRetryBackoffLimit(0)
                .build();
        KubernetesClient client =
                new KubernetesClientBuilder().withConfig(config).build();
        return new Cluster("recorded", Path.of("nowhere"), client);
    }

    /** Method and path with query of each request. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    private void answer(HttpExchange exchange) throws IOException {
        requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
        String[] path = exchange.getRequestURI().getPath().substring(1).split("/");
        // api/v1/... or apis/GROUP/VERSION/...
        int from = path[0].equals("api") ? 2 : 3;
        String group = path[0].equals("api") ? "" : path[1];
        boolean namespaced = path.length > from + 2 && path[from].equals("namespaces");
        String namespace = namespaced ? path[from + 1] : "";
        String plural = namespaced ? path[from + 2] : path[from];
        if (forbidden.contains(plural)) {
            send(exchange, 403, status("Forbidden", plural + " is forbidden: User \"reader\" cannot list it", 403));
        } else if (notServed.contains(plural)) {
            send(exchange, 404, status("NotFound", "the server could not find the requested resource", 404));
        } else if (path.length > from + 1 && !namespaced) {
            one(exchange, group, plural, path[from + 1]);
        } else {
            send(
                    exchange,
                    200,
                    list(group, plural, namespace, exchange.getRequestURI().getQuery()));
        }
    }

    private void one(HttpExchange exchange, String group, String plural, String name) throws IOException {
        var found = objects.stream()
                .filter(object -> is(object, group, plural, "")
                        && object.getMetadata().getName().equals(name))
                .findFirst();
        if (found.isPresent()) {
            send(exchange, 200, Serialization.asJson(found.get()));
        } else {
            send(exchange, 404, status("NotFound", plural + " \"" + name + "\" not found", 404));
        }
    }

    private String list(String group, String plural, String namespace, String query) {
        List<? extends HasMetadata> found = objects.stream()
                .filter(object -> is(object, group, plural, namespace))
                // Helm's own Secrets are the only ones that are asked for by label
                .filter(object -> query == null || !query.contains("owner"))
                .toList();
        return Serialization.asJson(Map.of("apiVersion", "v1", "kind", "List", "metadata", Map.of(), "items", found));
    }

    private static boolean is(HasMetadata object, String group, String plural, String namespace) {
        ObjectId id = ObjectId.of(object);
        return id.kind().group().equals(group)
                && Pluralize.toPlural(id.kind().name().toLowerCase(Locale.ROOT)).equals(plural)
                && id.namespace().equals(namespace);
    }

    private static String status(String reason, String message, int code) {
        return Serialization.asJson(Map.of(
                "apiVersion",
                "v1",
                "kind",
                "Status",
                "status",
                "Failure",
                "reason",
                reason,
                "message",
                message,
                "code",
                code));
    }

    private static void send(HttpExchange exchange, int code, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(code, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
