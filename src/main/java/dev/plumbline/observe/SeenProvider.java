package dev.plumbline.observe;

import dev.plumbline.iam.OidcProvider;
import java.util.Optional;

/**
 * The OIDC provider by which AWS trusts the cluster, as the account has it.
 *
 * @param arn the one that the environment names
 * @param registered empty = the account knows none of that name
 * @param origin where it was seen
 */
public record SeenProvider(String arn, Optional<OidcProvider> registered, Origin origin) {
    @Override
    public String toString() {
        return "OIDC provider " + arn;
    }
}
