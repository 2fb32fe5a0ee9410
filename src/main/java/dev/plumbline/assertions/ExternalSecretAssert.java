package dev.plumbline.assertions;

import dev.plumbline.environment.SecretsConfig;
import dev.plumbline.observe.SeenExternalSecret;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What can be said of an ExternalSecret. */
public final class ExternalSecretAssert extends SeenAssert<ExternalSecretAssert, SeenExternalSecret> {
    ExternalSecretAssert(SeenExternalSecret actual) {
        super(actual, ExternalSecretAssert.class);
    }

    /** It asks that ClusterSecretStore; left out, the kind would be that of a store in its own namespace. */
    public ExternalSecretAssert asksStore(String store) {
        return conclude(
                "does not ask the declared store",
                findings()
                        .equal("spec.secretStoreRef.name", store, field("spec", "secretStoreRef", "name"), "store_name")
                        .equal(
                                "spec.secretStoreRef.kind",
                                "ClusterSecretStore",
                                field("spec", "secretStoreRef", "kind")));
    }

    /** It owns the Secret that it writes, of the declared name, and fetches it again at the declared interval. */
    public ExternalSecretAssert writes(SecretsConfig declared) {
        return conclude(
                "does not write the declared Secret",
                findings()
                        .equal(
                                "spec.target.name",
                                declared.secretName(),
                                field("spec", "target", "name"),
                                "secret_name")
                        .equal("spec.target.creationPolicy", "Owner", field("spec", "target", "creationPolicy"))
                        .equal(
                                "spec.refreshInterval",
                                declared.refreshInterval(),
                                field("spec", "refreshInterval"),
                                "refresh_interval"));
    }

    /** Keys {@code username} and {@code password} are fetched from the declared properties, and no others. */
    public ExternalSecretAssert fetches(SecretsConfig declared) {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("username", declared.usernameProperty());
        properties.put("password", declared.passwordProperty());
        List<Map<String, Object>> data = actual.maps("spec", "data");
        Findings findings = findings().equal("spec.data (number)", properties.size(), data.size());
        properties.forEach((key, property) -> {
            Map<?, ?> reference = data.stream()
                    .filter(entry -> key.equals(entry.get("secretKey")))
                    .map(entry -> entry.get("remoteRef"))
                    .filter(Map.class::isInstance)
                    .map(found -> (Map<?, ?>) found)
                    .findFirst()
                    .orElse(Map.of());
            String path = "spec.data[" + key + "].remoteRef";
            findings.equal(path + ".key", declared.rdsSecretId(), reference.get("key"), "rds_secret_id")
                    .equal(path + ".property", property, reference.get("property"), key + "_property");
        });
        return conclude("does not fetch the declared properties", findings);
    }

    /** The operator fetched it, and says when. */
    public ExternalSecretAssert isSynced() {
        Findings findings = findings();
        Conditions.mustBe(findings, actual, "Ready", "SecretSynced");
        Object refreshed = field("status", "refreshTime");
        findings.isTrue(refreshed != null, "status.refreshTime", "a time", null);
        return conclude("is not synced", findings);
    }

    private Object field(Object... path) {
        return actual.field(path).orElse(null);
    }
}
