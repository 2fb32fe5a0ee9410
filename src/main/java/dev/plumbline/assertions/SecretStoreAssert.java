package dev.plumbline.assertions;

import dev.plumbline.observe.SeenSecretStore;
import java.util.Map;

/** What can be said of a ClusterSecretStore. */
public final class SecretStoreAssert extends SeenAssert<SecretStoreAssert, SeenSecretStore> {
    SecretStoreAssert(SeenSecretStore actual) {
        super(actual, SecretStoreAssert.class);
    }

    /** It reads AWS Secrets Manager of that region. */
    public SecretStoreAssert readsSecretsManagerOf(String region) {
        Findings findings = findings()
                .equal(
                        "apiVersion",
                        "external-secrets.io/v1beta1",
                        actual.object().getApiVersion())
                .equal("spec.provider.aws.service", "SecretsManager", aws("service"))
                .equal("spec.provider.aws.region", region, aws("region"));
        int providers = actual.field("spec", "provider")
                .filter(Map.class::isInstance)
                .map(found -> ((Map<?, ?>) found).size())
                .orElse(0);
        return conclude(
                "does not read the declared Secrets Manager", findings.equal("spec.provider (number)", 1, providers));
    }

    /**
     * It asks AWS with the token of that service account. Without the namespace the store turns Valid without ever having asked,
     * and every ExternalSecret uses an account of that name in its own namespace.
     */
    public SecretStoreAssert authenticatesAs(String namespace, String account) {
        return conclude(
                "does not authenticate as declared",
                findings()
                        .equal("spec.provider.aws.auth.jwt.serviceAccountRef.name", account, account("name"))
                        .equal(
                                "spec.provider.aws.auth.jwt.serviceAccountRef.namespace",
                                namespace,
                                account("namespace"))
                        .equal("spec.provider.aws.auth.secretRef", null, aws("auth", "secretRef")));
    }

    /** It asks AWS as the operator's own pods do: with any other way to authenticate, Pod Identity is not asked. */
    public SecretStoreAssert authenticatesAsItsOperatorsPods() {
        return conclude(
                "does not leave authentication to Pod Identity",
                findings()
                        .equal("spec.provider.aws.auth", null, aws("auth"))
                        .equal("spec.provider.aws.role", null, aws("role")));
    }

    /** AWS accepted its token. */
    public SecretStoreAssert isReady() {
        Findings findings = findings();
        Conditions.mustBe(findings, actual, "Ready", "Valid");
        // the operator of this version does not say it; one that does must be up to date
        actual.field("status", "observedGeneration")
                .ifPresent(generation -> findings.equal(
                        "status.observedGeneration",
                        String.valueOf(actual.object().getMetadata().getGeneration()),
                        generation.toString()));
        return conclude("is not ready", findings);
    }

    private Object account(String field) {
        return aws("auth", "jwt", "serviceAccountRef", field);
    }

    private Object aws(String... path) {
        Object[] whole = new Object[path.length + 3];
        whole[0] = "spec";
        whole[1] = "provider";
        whole[2] = "aws";
        System.arraycopy(path, 0, whole, 3, path.length);
        return actual.field(whole).orElse(null);
    }
}
