package dev.plumbline.iam.trust;

import dev.plumbline.iam.OidcProvider;
import java.util.Optional;

/** What must be right before any policy is read: the provider is the cluster's, the role's account has it, it takes the audience. */
final class ProviderFit {
    private ProviderFit() {}

    /** @return one sentence about the first thing that is wrong */
    static Optional<String> problem(TrustQuestion question) {
        OidcProvider provider = question.provider();
        if (!provider.serves(question.issuer())) {
            return Optional.of("provider %s is not that of the cluster, whose tokens name %s (%s)"
                    .formatted(
                            provider.arn(),
                            question.issuer(),
                            Difference.ofIssuers(
                                    provider.issuer(),
                                    question.issuer().toString().replaceFirst("^https://", ""))));
        }
        if (!provider.partition().equals(question.role().partition())) {
            return Optional.of(
                    "role %s is in another partition than provider %s".formatted(question.role(), provider.arn()));
        }
        if (!provider.account().equals(question.role().account())) {
            return Optional.of(
                    "role %s is in another account than provider %s".formatted(question.role(), provider.arn()));
        }
        if (!provider.audiences().contains(question.audience())) {
            return Optional.of("provider %s is not registered for audience %s (Incorrect token audience), only for %s"
                    .formatted(provider.arn(), question.audience(), provider.audiences()));
        }
        return Optional.empty();
    }
}
