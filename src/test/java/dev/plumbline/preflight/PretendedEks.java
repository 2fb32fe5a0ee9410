package dev.plumbline.preflight;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** Pod identity associations as EKS answers them, in pages of three: no emulator knows them. Everything else is not there. */
final class PretendedEks implements AutoCloseable {
    private static final int PAGE = 3;

    private final String cluster;
    private final Map<String, String> associations = new LinkedHashMap<>();
    private final Set<String> hidden = new HashSet<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private String addOns = "";
    private String addOnStatus = "ACTIVE";
    private String compute = "null";
    private int refusal;

    PretendedEks(String cluster) {
        this.cluster = cluster;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    /** An association; its id is {@code a-NAMESPACE-ACCOUNT}. */
    PretendedEks with(String namespace, String account, String role) {
        return with(namespace, account, role, "null");
    }

    PretendedEks with(String namespace, String account, String role, String target) {
        return with(namespace, account, role, target, false);
    }

    PretendedEks withoutTags(String namespace, String account, String role) {
        return with(namespace, account, role, "null", true);
    }

    private PretendedEks with(String namespace, String account, String role, String target, boolean untagged) {
        String id = "a-%s-%s".formatted(namespace, account);
        associations.put(id, """
                {"clusterName": "%s", "namespace": "%s", "serviceAccount": "%s", "associationId": "%s", "roleArn": "%s",\
                 "targetRoleArn": %s, "disableSessionTags": %s}""".formatted(cluster, namespace, account, id, role, target, untagged));
        return this;
    }

    /** The list shows it, and what it gives may not be looked at. */
    PretendedEks hiding(String namespace, String account) {
        hidden.add("a-%s-%s".formatted(namespace, account));
        return this;
    }

    PretendedEks withAddOns(String... names) {
        addOns = List.of(names).stream().map(name -> '"' + name + '"').collect(Collectors.joining(","));
        return this;
    }

    PretendedEks withAddOnsThatAre(String status) {
        addOnStatus = status;
        return this;
    }

    PretendedEks inAutoMode() {
        compute = "{\"enabled\": true}";
        return this;
    }

    PretendedEks refusing(int status) {
        refusal = status;
        return this;
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    List<String> asked() {
        return asked;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        asked.add(path);
        String base = "/clusters/" + cluster;
        int status = 200;
        String body;
        if (path.equals("/")
                && new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)
                        .contains("GetCallerIdentity")) {
            body = """
                    <GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>
                    <Arn>arn:aws:iam::111122223333:user/somebody</Arn><UserId>U</UserId><Account>111122223333</Account>
                    </GetCallerIdentityResult></GetCallerIdentityResponse>""";
        } else if (refusal > 0 || !path.startsWith(base) || hidden.stream().anyMatch(path::endsWith)) {
            status = refusal > 0 ? refusal : path.startsWith(base) ? 403 : 404;
            exchange.getResponseHeaders()
                    .set("x-amzn-ErrorType", status == 404 ? "ResourceNotFoundException" : "AccessDeniedException");
            body = "{\"message\": \"no\"}";
        } else if (path.equals(base + "/addons")) {
            body = "{\"addons\": [" + addOns + "]}";
        } else if (path.startsWith(base + "/addons/")) {
            body = "{\"addon\": {\"addonName\": \"%s\", \"status\": \"%s\"}}"
                    .formatted(path.substring(path.lastIndexOf('/') + 1), addOnStatus);
        } else if (path.equals(base + "/pod-identity-associations")) {
            body = page(exchange.getRequestURI().getQuery());
        } else if (path.startsWith(base + "/pod-identity-associations/")) {
            body = "{\"association\": " + associations.get(path.substring(path.lastIndexOf('/') + 1)) + "}";
        } else {
            body = "{\"cluster\": {\"name\": \"%s\", \"computeConfig\": %s}}".formatted(cluster, compute);
        }
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    /** Summaries name no role. */
    private String page(String query) {
        int first = query == null ? 0 : Integer.parseInt(query.replaceAll("\\D", ""));
        String summaries = associations.values().stream()
                .skip(first)
                .limit(PAGE)
                .map(association -> association.replaceAll(", \"roleArn.*", "}"))
                .collect(Collectors.joining(","));
        String more = first + PAGE < associations.size() ? ", \"nextToken\": \"" + (first + PAGE) + "\"" : "";
        return "{\"associations\": [" + summaries + "]" + more + "}";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
