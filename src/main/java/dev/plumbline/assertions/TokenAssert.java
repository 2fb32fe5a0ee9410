package dev.plumbline.assertions;

import dev.plumbline.observe.SeenToken;
import java.util.List;

/** What can be said of a token that the cluster made for a service account. */
public final class TokenAssert extends PlatformAssert<TokenAssert, SeenToken> {
    TokenAssert(SeenToken actual) {
        super(actual, TokenAssert.class, actual.toString(), actual.origin());
    }

    /** AWS can trust it: its subject and audience are those that a role's trust policy names, and the cluster's published keys verify it. */
    public TokenAssert isTrustworthyFor(String namespace, String account) {
        return conclude(
                "would not be trusted by AWS",
                findings()
                        .equal("sub", "system:serviceaccount:" + namespace + ":" + account, actual.subject())
                        .equal("aud", List.of("sts.amazonaws.com"), actual.audiences())
                        .equal("iss", actual.clusterIssuer(), actual.issuer())
                        .isTrue(!actual.issuer().isBlank(), "iss", "an issuer", actual.issuer())
                        .isTrue(
                                actual.signedByCluster(),
                                "signature",
                                "by a key of the cluster's JWKS",
                                "none of them verifies it"));
    }

    /**
     * Its issuer is the OIDC provider that IAM knows.
     *
     * @param providerArn {@code arn:aws:iam::ACCOUNT:oidc-provider/HOST/PATH}
     */
    public TokenAssert isIssuedBy(String providerArn) {
        String expected =
                "https://" + providerArn.substring(providerArn.indexOf("oidc-provider/") + "oidc-provider/".length());
        return conclude("is of another OIDC provider", findings().equal("iss", expected, actual.issuer()));
    }
}
