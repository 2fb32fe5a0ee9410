package dev.plumbline.iam.trust;

import dev.plumbline.iam.policy.ContextValue;
import java.util.Locale;
import java.util.Optional;

/**
 * What STS knows of a request when it judges a trust policy.
 *
 * @param issuer whose token it is; empty = a request without a token
 * @param provider its ARN, as {@code aws:FederatedProvider} names it
 * @param subject the claim {@code sub}; empty = anybody's
 * @param audience the claim {@code aud}; empty = any
 */
record WebIdentity(
        Optional<String> issuer, Optional<String> provider, Optional<String> subject, Optional<String> audience) {
    private static final String FEDERATED_PROVIDER = "aws:FederatedProvider";

    static WebIdentity of(TrustQuestion question) {
        return new WebIdentity(
                Optional.of(question.provider().issuer()),
                Optional.of(question.provider().arn()),
                Optional.of(question.account().subject()),
                Optional.of(question.audience()));
    }

    static WebIdentity anybodyOf(String issuer, String provider) {
        return new WebIdentity(Optional.of(issuer), Optional.of(provider), Optional.empty(), Optional.empty());
    }

    static WebIdentity none() {
        return new WebIdentity(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    ContextValue value(String key) {
        Optional<String> claim = claimOf(key);
        if (claim.isPresent()) {
            return switch (claim.get()) {
                case "sub" -> known(subject);
                case "aud" -> known(audience);
                default -> new ContextValue.Unknown();
            };
        }
        if (key.equalsIgnoreCase(FEDERATED_PROVIDER)) {
            return provider.<ContextValue>map(ContextValue.Present::new).orElseGet(ContextValue.Absent::new);
        }
        return namesAnIssuer(key) ? new ContextValue.Absent() : new ContextValue.Unknown();
    }

    private Optional<String> claimOf(String key) {
        String folded = key.toLowerCase(Locale.ROOT);
        return issuer.map(host -> host.toLowerCase(Locale.ROOT) + ":")
                .filter(folded::startsWith)
                .map(prefix -> folded.substring(prefix.length()));
    }

    private static ContextValue known(Optional<String> claim) {
        return claim.<ContextValue>map(ContextValue.Present::new).orElseGet(ContextValue.Unknown::new);
    }

    /** Keys of AWS begin with a service ({@code aws:}, {@code sts:}); those of issuers with a host name. */
    static boolean namesAnIssuer(String key) {
        int colon = key.lastIndexOf(':');
        return colon < 0 || key.substring(0, colon).contains(".");
    }
}
