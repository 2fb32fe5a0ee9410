package dev.plumbline.iam.trust;

import dev.plumbline.iam.OidcProvider;
import dev.plumbline.iam.RoleArn;
import dev.plumbline.iam.ServiceAccount;
import java.net.URI;

/**
 * Can exactly this service account assume this role?
 *
 * @param role the role of the account's annotation
 * @param provider the OIDC provider that IAM has registered for the cluster
 * @param issuer what the cluster's tokens name as their issuer
 * @param account whose tokens are meant
 * @param audience what the tokens are made out to
 */
public record TrustQuestion(RoleArn role, OidcProvider provider, URI issuer, ServiceAccount account, String audience) {

    /** The usual question, of tokens that the pod identity webhook asks for. */
    public TrustQuestion(RoleArn role, OidcProvider provider, URI issuer, ServiceAccount account) {
        this(role, provider, issuer, account, OidcProvider.STS);
    }

    /** The same, of the tokens that the provider's own cluster makes. */
    public TrustQuestion(RoleArn role, OidcProvider provider, ServiceAccount account) {
        this(role, provider, URI.create("https://" + provider.issuer()), account);
    }

    String subjectKey() {
        return provider.key("sub");
    }

    String audienceKey() {
        return provider.key("aud");
    }

    /** The policy that would be right, for people to copy. */
    public String rightPolicy() {
        return """
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
                 "Principal": {"Federated": "%s"},
                 "Action": "sts:AssumeRoleWithWebIdentity",
                 "Condition": {"StringEquals": {
                  "%s": "%s",
                  "%s": "%s"}}}]}""".formatted(provider.arn(), subjectKey(), account.subject(), audienceKey(), audience);
    }
}
