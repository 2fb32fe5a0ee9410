package dev.plumbline.iam.trust;

import dev.plumbline.iam.OidcProvider;
import dev.plumbline.iam.RoleArn;
import dev.plumbline.iam.ServiceAccount;
import java.net.URI;
import java.util.Set;

/** Trust policies in the shape that people write, and the question that the tests ask of them. */
final class TrustPolicies {
    static final String ISSUER = "oidc.eks.us-west-2.amazonaws.com/id/115A7E71C0FFEE";
    static final String PROVIDER = "arn:aws:iam::111122223333:oidc-provider/" + ISSUER;
    static final String ROLE = "arn:aws:iam::111122223333:role/llm-judge-dev-gateway";
    static final String SUBJECT = "system:serviceaccount:llm-judge:gateway-service";

    private TrustPolicies() {}

    static TrustQuestion question() {
        return question(ROLE, PROVIDER, Set.of(OidcProvider.STS), "https://" + ISSUER);
    }

    static TrustQuestion question(String role, String provider, Set<String> audiences, String issuer) {
        return new TrustQuestion(
                RoleArn.parse(role).orElseThrow(),
                OidcProvider.parse(provider, audiences).orElseThrow(),
                URI.create(issuer),
                new ServiceAccount("llm-judge", "gateway-service"));
    }

    /** Single quotes for double ones; {@code ISSUER}, {@code PROVIDER} and {@code SUBJECT} for what they stand for. */
    static String written(String text) {
        return text.replace('\'', '"')
                .replace("PROVIDER", PROVIDER)
                .replace("ISSUER", ISSUER)
                .replace("SUBJECT", SUBJECT);
    }

    static String policy(String... statements) {
        return written("{'Version': '2012-10-17', 'Statement': [" + String.join(", ", statements) + "]}");
    }

    /** The usual statement with these conditions. */
    static String when(String conditions) {
        return "{'Sid': 'Irsa', 'Effect': 'Allow', 'Principal': {'Federated': 'PROVIDER'}, "
                + "'Action': 'sts:AssumeRoleWithWebIdentity', 'Condition': {" + conditions + "}}";
    }

    /** The statement that is right. */
    static String right() {
        return when(bothEqual());
    }

    static String bothEqual() {
        return "'StringEquals': {" + sub() + ", " + aud() + "}";
    }

    static String sub() {
        return "'ISSUER:sub': 'SUBJECT'";
    }

    static String aud() {
        return "'ISSUER:aud': 'sts.amazonaws.com'";
    }

    /** The right conditions with another sub. */
    static String withSub(String value) {
        return when("'StringEquals': {'ISSUER:sub': " + value + ", " + aud() + "}");
    }
}
