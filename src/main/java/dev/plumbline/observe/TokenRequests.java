package dev.plumbline.observe;

import io.fabric8.kubernetes.api.model.authentication.TokenRequest;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;

/** Has the cluster make tokens for service accounts, as it does for their pods. A POST that stores nothing. */
record TokenRequests(KubernetesClient client) {
    /** Whom pods show their tokens to. */
    static final String AUDIENCE = "sts.amazonaws.com";

    /** The shortest that a cluster makes. */
    private static final long SECONDS = 600;

    String token(RoleBearer bearer, String audience) {
        TokenRequest request = new TokenRequestBuilder()
                .withNewSpec()
                .withAudiences(audience)
                .withExpirationSeconds(SECONDS)
                .endSpec()
                .build();
        return client.serviceAccounts()
                .inNamespace(bearer.namespace())
                .withName(bearer.account())
                .tokenRequest(request)
                .getStatus()
                .getToken();
    }
}
