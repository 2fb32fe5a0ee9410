package dev.plumbline.observe;

import java.util.List;

/**
 * What a token says that the cluster made for a service account; the token itself is not kept.
 *
 * @param account {@code namespace/name} of the service account that it was asked for
 * @param issuer its claim {@code iss}
 * @param clusterIssuer the issuer that the cluster's discovery document names
 * @param subject its claim {@code sub}
 * @param audiences its claim {@code aud}
 * @param signedByCluster whether a key of the cluster's JWKS verifies its signature, as AWS will do
 * @param origin where it was seen
 */
public record SeenToken(
        String account,
        String issuer,
        String clusterIssuer,
        String subject,
        List<String> audiences,
        boolean signedByCluster,
        Origin origin) {
    public SeenToken {
        audiences = List.copyOf(audiences);
    }

    @Override
    public String toString() {
        return "token of ServiceAccount " + account;
    }
}
