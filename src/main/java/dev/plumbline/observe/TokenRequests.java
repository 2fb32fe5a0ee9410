package dev.plumbline.observe;

import dev.plumbline.iam.ServiceAccount;
import io.fabric8.kubernetes.api.model.authentication.TokenRequest;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;

/** Has the cluster make tokens for service accounts, as it does for their pods. A POST that stores nothing. */
record TokenRequests(KubernetesClient client) {
    /** Whom pods show their tokens to. */
    static final String AUDIENCE = "sts.amazonaws.com";

    /** The shortest that a cluster makes. */
    private static final long SECONDS = 600;

    String token(ServiceAccount account, String audience) {
        TokenRequest request = new TokenRequestBuilder()
                .withNewSpec()
                .withAudiences(audience)
                .withExpirationSeconds(SECONDS)
                .endSpec()
                .build();
        return client.serviceAccounts()
                .inNamespace(account.namespace())
                .withName(account.name())
                .tokenRequest(request)
                .getStatus()
                .getToken();
    }
}
