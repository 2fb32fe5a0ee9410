package dev.plumbline.iam;

import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An OIDC provider as IAM has it registered.
 *
 * @param partition of its ARN
 * @param account of its ARN
 * @param issuer host and path without scheme: what the ARN ends with, and what condition keys begin with
 * @param audiences the client ids that it is registered with
 */
public record OidcProvider(String partition, String account, String issuer, Set<String> audiences) {
    /** What tokens for AWS are made out to; every partition takes it. */
    public static final String STS = "sts.amazonaws.com";

    private static final Pattern SHAPE =
            Pattern.compile("arn:(aws|aws-cn|aws-us-gov):iam::([0-9]{12}):oidc-provider/(.+)");

    public OidcProvider {
        audiences = Set.copyOf(audiences);
    }

    /** @return empty if the text is no ARN of an OIDC provider */
    public static Optional<OidcProvider> parse(String arn, Set<String> audiences) {
        Matcher shape = SHAPE.matcher(arn);
        return shape.matches()
                ? Optional.of(new OidcProvider(shape.group(1), shape.group(2), shape.group(3), audiences))
                : Optional.empty();
    }

    public String arn() {
        return "arn:%s:iam::%s:oidc-provider/%s".formatted(partition, account, issuer);
    }

    /** Whether tokens that name this issuer are this provider's. */
    public boolean serves(URI tokenIssuer) {
        return tokenIssuer.toString().equals("https://" + issuer);
    }

    /** The command that makes it take tokens for STS. */
    public String repair() {
        return "aws iam add-client-id-to-open-id-connect-provider --open-id-connect-provider-arn %s --client-id %s"
                .formatted(arn(), STS);
    }

    /** The condition key of a claim. */
    public String key(String claim) {
        return issuer + ":" + claim;
    }
}
