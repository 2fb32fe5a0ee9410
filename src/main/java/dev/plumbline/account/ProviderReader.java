package dev.plumbline.account;

import dev.plumbline.iam.OidcProvider;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;

/** Reads an OIDC provider with what it is registered for. */
public record ProviderReader(IamClient iam) {
    /** @return empty if it is not registered, or the text is no ARN of a provider */
    public Optional<OidcProvider> read(String arn) {
        try {
            Set<String> audiences =
                    Set.copyOf(iam.getOpenIDConnectProvider(request -> request.openIDConnectProviderArn(arn))
                            .clientIDList());
            return OidcProvider.parse(arn, audiences);
        } catch (NoSuchEntityException none) {
            return Optional.empty();
        }
    }
}
