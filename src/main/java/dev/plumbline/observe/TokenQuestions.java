package dev.plumbline.observe;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Has the cluster make a token for each service account that must assume a role, as it does for its pods, and looks at it as AWS will.
 * A request for a token is a POST that stores nothing; where only reading is wanted, it is left out.
 */
final class TokenQuestions {
    private final KubernetesClient client;
    private final TokenRequests requests;
    private final Origin origin;

    TokenQuestions(KubernetesClient client, Origin origin) {
        this.client = client;
        this.requests = new TokenRequests(client);
        this.origin = origin;
    }

    Answers<SeenToken> of(List<RoleBearer> bearers) {
        Map<String, SeenToken> given = new LinkedHashMap<>();
        Map<String, String> refused = new LinkedHashMap<>();
        try {
            String issuer =
                    document("/.well-known/openid-configuration").path("issuer").asString("");
            TokenKeys keys = new TokenKeys(document("/openid/v1/jwks"));
            for (RoleBearer bearer : bearers) {
                String account = bearer.namespace() + "/" + bearer.account();
                try {
                    given.put(
                            account,
                            seen(account, issuer, keys, requests.token(bearer.identity(), TokenRequests.AUDIENCE)));
                } catch (KubernetesClientException failure) {
                    refused.put(account, ClusterListing.reason(failure));
                }
            }
        } catch (KubernetesClientException failure) {
            bearers.forEach(
                    bearer -> refused.put(bearer.namespace() + "/" + bearer.account(), ClusterListing.reason(failure)));
        }
        return Answers.of(given, refused);
    }

    private JsonNode document(String path) {
        String text = client.raw(path);
        if (text == null) {
            throw new KubernetesClientException("the cluster serves no " + path);
        }
        return JsonMapper.shared().readTree(text);
    }

    private SeenToken seen(String account, String issuer, TokenKeys keys, String token) {
        JsonNode claims = TokenKeys.claims(token);
        List<String> audiences = new ArrayList<>();
        claims.path("aud").forEach(audience -> audiences.add(audience.asString()));
        return new SeenToken(
                account,
                claims.path("iss").asString(""),
                issuer,
                claims.path("sub").asString(""),
                audiences,
                keys.signed(token),
                origin);
    }
}
