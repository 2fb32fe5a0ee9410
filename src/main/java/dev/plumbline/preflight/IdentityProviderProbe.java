package dev.plumbline.preflight;

import dev.plumbline.environment.Environment;
import dev.plumbline.iam.OidcProvider;
import java.util.List;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.GetOpenIdConnectProviderResponse;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;

/** Whether IAM has the cluster's issuer registered, for tokens that are made out to STS. */
record IdentityProviderProbe(Environment environment, IamClient iam) {
    private static final String SUBJECT = "OIDC provider";

    Probe probe() {
        return new Probe(SUBJECT, this::ask);
    }

    private List<Finding> ask() {
        String arn = environment.cluster().oidcProviderArn().orElseThrow();
        try {
            GetOpenIdConnectProviderResponse provider =
                    iam.getOpenIDConnectProvider(request -> request.openIDConnectProviderArn(arn));
            return List.of(
                    provider.clientIDList().contains(OidcProvider.STS)
                            ? Finding.right(SUBJECT, arn)
                            : Finding.wrong(
                                    SUBJECT,
                                    "%s takes only tokens for %s".formatted(arn, provider.clientIDList()),
                                    "aws iam add-client-id-to-open-id-connect-provider --open-id-connect-provider-arn %s --client-id %s"
                                            .formatted(arn, OidcProvider.STS)));
        } catch (NoSuchEntityException none) {
            return List.of(Finding.wrong(
                    SUBJECT,
                    arn + " is not registered: no service account can assume any role",
                    "apply module eks, which registers it, or correct cluster_oidc_provider_arn"));
        }
    }
}
