package dev.plumbline.account;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** IAM and STS as far as counting needs them: answers each action in its own shape, and refuses those that it was told to. */
final class FakeIam implements AutoCloseable {
    private static final String ACCOUNT = "111122223333";
    private static final String NAMESPACE_FREE = "<%sResponse><%sResult>%s</%sResult></%sResponse>";

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final Set<String> forbidden = ConcurrentHashMap.newKeySet();
    private final Map<String, String> trusts;
    private final HttpServer server;

    /** @param trusts the trust policy of each role, by its ARN */
    FakeIam(Map<String, String> trusts) {
        this.trusts = trusts;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        server.setExecutor(Executors.newFixedThreadPool(8));
        server.createContext("/", exchange -> {
            Map<String, String> form =
                    form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            String action = form.get("Action");
            asked.add(action);
            boolean refused = forbidden.contains(action);
            String text = refused
                    ? "<ErrorResponse><Error><Code>AccessDenied</Code><Message>not authorized to perform " + action
                            + "</Message></Error></ErrorResponse>"
                    : NAMESPACE_FREE.formatted(action, action, result(action, form), action, action);
            byte[] body = text.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(refused ? 403 : 200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    FakeIam forbidding(String... actions) {
        forbidden.addAll(List.of(actions));
        return this;
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** How often each action was asked. */
    Map<String, Long> asked() {
        return asked.stream().collect(Collectors.groupingBy(action -> action, Collectors.counting()));
    }

    private String result(String action, Map<String, String> form) {
        return switch (action) {
            case "GetCallerIdentity" ->
                "<Account>%s</Account><Arn>arn:aws:sts::%s:assumed-role/%s/s</Arn>"
                        .formatted(ACCOUNT, ACCOUNT, "role-of-somebody");
            case "GetAccountAuthorizationDetails" ->
                "<IsTruncated>false</IsTruncated><RoleDetailList>%s</RoleDetailList>"
                        .formatted(trusts.keySet().stream()
                                .map(arn -> "<member>" + role(arn) + "</member>")
                                .collect(Collectors.joining()));
            case "GetRole" ->
                "<Role>%s</Role>"
                        .formatted(role(trusts.keySet().stream()
                                .filter(arn -> arn.endsWith("/" + form.get("RoleName")))
                                .findFirst()
                                .orElseThrow()));
            case "GetOpenIDConnectProvider" -> "<ClientIDList><member>sts.amazonaws.com</member></ClientIDList>";
            case "SimulatePrincipalPolicy" -> "<IsTruncated>false</IsTruncated><EvaluationResults/>";
            case "AssumeRoleWithWebIdentity" ->
                "<Credentials><AccessKeyId>ASIA</AccessKeyId><SecretAccessKey>handed-out-secret</SecretAccessKey>"
                        + "<SessionToken>handed-out-session</SessionToken><Expiration>2030-01-01T00:00:00Z</Expiration>"
                        + "</Credentials>";
            default -> throw new IllegalArgumentException("nobody expected " + action);
        };
    }

    private String role(String arn) {
        return "<RoleName>%s</RoleName><Arn>%s</Arn><AssumeRolePolicyDocument>%s</AssumeRolePolicyDocument>"
                .formatted(arn.substring(arn.lastIndexOf('/') + 1), arn, trusts.get(arn));
    }

    private static Map<String, String> form(String body) {
        Map<String, String> form = new LinkedHashMap<>();
        Arrays.stream(body.split("&"))
                .map(pair -> pair.split("=", 2))
                .forEach(pair -> form.put(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
        return form;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
