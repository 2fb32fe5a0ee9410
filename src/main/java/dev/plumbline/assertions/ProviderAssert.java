package dev.plumbline.assertions;

import dev.plumbline.iam.OidcProvider;
import dev.plumbline.observe.SeenProvider;
import java.util.Set;

/** What can be said of the OIDC provider by which AWS trusts a cluster. */
public final class ProviderAssert extends PlatformAssert<ProviderAssert, SeenProvider> {
    ProviderAssert(SeenProvider actual) {
        super(actual, ProviderAssert.class, actual.toString(), actual.origin());
    }

    /** The account knows it, and takes tokens that are made out to STS. */
    public ProviderAssert takesTokensForSts() {
        Findings findings = findings();
        if (actual.registered().isEmpty()) {
            findings.add("OpenIDConnectProvider", "registered in the account: apply module eks", Findings.NOTHING);
        } else {
            OidcProvider provider = actual.registered().get();
            Set<String> audiences = provider.audiences();
            findings.isTrue(
                    audiences.contains(OidcProvider.STS),
                    "ClientIDList",
                    OidcProvider.STS + "; " + provider.repair(),
                    audiences);
        }
        return conclude("hands no role to any service account", findings);
    }
}
