package dev.plumbline.preflight;

import dev.plumbline.account.ProviderReader;
import dev.plumbline.environment.Environment;
import dev.plumbline.iam.OidcProvider;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.iam.IamClient;

/** Whether IAM has the cluster's issuer registered, for tokens that are made out to STS. */
record IdentityProviderProbe(Environment environment, IamClient iam) {
    private static final String SUBJECT = "OIDC provider";

    Probe probe() {
        return new Probe(SUBJECT, this::ask);
    }

    private List<Finding> ask() {
        String arn = environment.cluster().oidcProviderArn().orElseThrow();
        Optional<OidcProvider> provider = new ProviderReader(iam).read(arn);
        if (provider.isEmpty()) {
            return List.of(Finding.wrong(
                    SUBJECT,
                    arn + " is not registered: no service account can assume any role",
                    "apply module eks, which registers it, or correct cluster_oidc_provider_arn"));
        }
        return List.of(
                provider.get().audiences().contains(OidcProvider.STS)
                        ? Finding.right(SUBJECT, arn)
                        : Finding.wrong(
                                SUBJECT,
                                "%s takes only tokens for %s"
                                        .formatted(arn, provider.get().audiences()),
                                provider.get().repair()));
    }
}
