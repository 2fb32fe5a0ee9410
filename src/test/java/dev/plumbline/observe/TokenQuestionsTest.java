package dev.plumbline.observe;

import static dev.plumbline.assertions.PlatformAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tokens as an API server makes them, the right one and those that AWS would refuse. */
class TokenQuestionsTest {
    private static final String ISSUER = "https://oidc.example/id/1";
    private static final String PROVIDER = "arn:aws:iam::444455556666:oidc-provider/oidc.example/id/1";
    private static final Tokens CLUSTER = Tokens.signer("one");

    private final Map<String, String> answers = new HashMap<>();
    private final Observed observed = SmallPlatform.seenOn(Source.LOCAL, SmallPlatform.environment());
    private final RoleBearer front = observed.declared().roleBearers().stream()
            .filter(bearer -> bearer.account().equals("front-door"))
            .findFirst()
            .orElseThrow();
    private HttpServer server;
    private KubernetesClient client;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        Config config = new ConfigBuilder(Config.empty())
                .withMasterUrl("http://127.0.0.1:" + server.getAddress().getPort())
                .withRequestRetryBackoffLimit(0)
                .build();
        client = new KubernetesClientBuilder().withConfig(config).build();
        answers.put("/.well-known/openid-configuration", "{\"issuer\": \"%s\"}".formatted(ISSUER));
        answers.put("/openid/v1/jwks", CLUSTER.published().toString());
    }

    @AfterEach
    void stop() {
        client.close();
        server.stop(0);
    }

    @Test
    void aTokenOfTheClusterIsTrustworthy() {
        SeenToken token = seen(CLUSTER.token(claims()));

        assertThatCode(() -> assertThat(token)
                        .isTrustworthyFor("tiny-apps", "front-door")
                        .isIssuedBy(PROVIDER))
                .doesNotThrowAnyException();
    }

    @Test
    void anotherIssuerThanTheClustersIsFound() {
        SeenToken token = seen(CLUSTER.token(with("iss", "https://elsewhere.example")));

        assertThatThrownBy(() -> assertThat(token).isTrustworthyFor("tiny-apps", "front-door"))
                .hasMessageContainingAll(
                        "token of ServiceAccount tiny-apps/front-door (environment tiny, local cluster) would not be"
                                + " trusted by AWS",
                        "iss",
                        "expected: " + ISSUER,
                        "found:    https://elsewhere.example")
                .hasMessageNotContaining("signature");
    }

    @Test
    void anotherProviderThanTheOneThatIamKnowsIsFound() {
        SeenToken token = seen(CLUSTER.token(claims()));

        assertThatThrownBy(() -> assertThat(token).isIssuedBy(PROVIDER.replace("/id/1", "/id/2")))
                .hasMessageContainingAll("is of another OIDC provider", "expected: https://oidc.example/id/2");
    }

    @Test
    void anotherSubjectIsFound() {
        SeenToken token = seen(CLUSTER.token(with("sub", "system:serviceaccount:default:front-door")));

        assertThatThrownBy(() -> assertThat(token).isTrustworthyFor("tiny-apps", "front-door"))
                .hasMessageContainingAll(
                        "sub",
                        "expected: system:serviceaccount:tiny-apps:front-door",
                        "found:    system:serviceaccount:default:front-door");
    }

    @Test
    void anotherAudienceIsFoundAndOneMoreToo() {
        for (List<String> audiences : List.of(List.of("vault"), List.of("sts.amazonaws.com", "vault"))) {
            SeenToken token = seen(CLUSTER.token(with("aud", audiences)));

            assertThatThrownBy(() -> assertThat(token).isTrustworthyFor("tiny-apps", "front-door"))
                    .hasMessageContainingAll("aud", "expected: [sts.amazonaws.com]", "found:    " + audiences);
        }
    }

    @Test
    void aSignatureByAnotherKeyIsFound() {
        SeenToken token = seen(Tokens.signer("one").token(claims()));

        assertThatThrownBy(() -> assertThat(token).isTrustworthyFor("tiny-apps", "front-door"))
                .hasMessageContainingAll("signature", "by a key of the cluster's JWKS", "none of them verifies it");
    }

    @Test
    void everythingThatIsWrongIsToldAtOnceAndNeverTheToken() {
        String wrong = Tokens.signer("two").token(Map.of("iss", "", "sub", "nobody", "aud", List.of()));

        assertThatThrownBy(() -> assertThat(seen(wrong)).isTrustworthyFor("tiny-apps", "front-door"))
                .hasMessageContainingAll("sub", "aud", "iss", "signature")
                .satisfies(error -> assertThat(error.getMessage()).doesNotContain(wrong.split("\\.")));
    }

    @Test
    void aTokenThatIsRefusedIsUnknownWithTheReasonOfTheCluster() {
        Answers<SeenToken> answered = new TokenQuestions(client, observed.origin()).of(List.of(front));

        assertThatThrownBy(() -> answered.of("tiny-apps/front-door"))
                .isInstanceOf(UnknownState.class)
                .hasMessageContainingAll("tiny-apps/front-door gave no answer", "not found");
    }

    @Test
    void aClusterThatPublishesNoKeysIsUnknownForEveryAccount() {
        answers.remove("/openid/v1/jwks");

        List<RoleBearer> all = observed.declared().roleBearers();
        Answers<SeenToken> answered = new TokenQuestions(client, observed.origin()).of(all);

        assertThat(answered.asked()).hasSize(all.size());
        assertThatThrownBy(() -> answered.of("tiny-apps/front-door"))
                .isInstanceOf(UnknownState.class)
                .hasMessageContaining("serves no /openid/v1/jwks");
    }

    private SeenToken seen(String token) {
        answers.put(
                "/api/v1/namespaces/tiny-apps/serviceaccounts/front-door/token",
                "{\"apiVersion\": \"authentication.k8s.io/v1\", \"kind\": \"TokenRequest\", \"status\": {\"token\": \"%s\"}}"
                        .formatted(token));
        return new TokenQuestions(client, observed.origin()).of(List.of(front)).of("tiny-apps/front-door");
    }

    private static Map<String, Object> claims() {
        return Map.of(
                "iss",
                ISSUER,
                "sub",
                "system:serviceaccount:tiny-apps:front-door",
                "aud",
                List.of("sts.amazonaws.com"));
    }

    private static Map<String, Object> with(String claim, Object value) {
        Map<String, Object> claims = new HashMap<>(claims());
        claims.put(claim, value);
        return claims;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String found = answers.get(exchange.getRequestURI().getPath());
        JsonNode missing = JsonMapper.shared()
                .valueToTree(Map.of(
                        "apiVersion",
                        "v1",
                        "kind",
                        "Status",
                        "code",
                        404,
                        "reason",
                        "NotFound",
                        "message",
                        "not found"));
        byte[] bytes = (found == null ? missing.toString() : found).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(found == null ? 404 : 200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
