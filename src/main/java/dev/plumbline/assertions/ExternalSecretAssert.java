package dev.plumbline.assertions;

import dev.plumbline.environment.SecretsConfig;
import dev.plumbline.observe.SeenExternalSecret;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What can be said of an ExternalSecret. */
public final class ExternalSecretAssert extends SeenAssert<ExternalSecretAssert, SeenExternalSecret> {
    /** How late the operator may be, and how far its clock may be off. */
    private static final Duration ROUND = Duration.ofMinutes(2);

    /** By these the operator would hand out something else than what is stored; left out, they are so. */
    private static final Map<String, String> AS_IT_IS =
            Map.of("conversionStrategy", "Default", "decodingStrategy", "None", "metadataPolicy", "None");

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
                        .isTrue(
                                Set.of("Retain", Findings.NOTHING)
                                        .contains(orNothing(field("spec", "target", "deletionPolicy"))),
                                "spec.target.deletionPolicy",
                                "Retain: what was fetched once stays",
                                field("spec", "target", "deletionPolicy"))
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
            findings.isTrue(
                    data.stream().anyMatch(entry -> key.equals(entry.get("secretKey"))),
                    "spec.data[" + key + "]",
                    "an entry with secretKey " + key,
                    data.stream().map(entry -> entry.get("secretKey")).toList());
            String path = "spec.data[" + key + "].remoteRef";
            findings.equal(path + ".key", declared.rdsSecretId(), reference.get("key"), "rds_secret_id")
                    .equal(path + ".property", property, reference.get("property"), key + "_property");
            AS_IT_IS.forEach((field, value) -> findings.isTrue(
                    Set.of(value, Findings.NOTHING).contains(orNothing(reference.get(field))),
                    path + "." + field,
                    value + ": the value as it is",
                    reference.get(field)));
        });
        return conclude("does not fetch the declared properties", findings);
    }

    /** The operator fetched it, and says when. */
    public ExternalSecretAssert isSynced() {
        Findings findings = findings();
        Conditions.mustBe(findings, actual, "Ready", "SecretSynced");
        Object refreshed = field("status", "refreshTime");
        findings.isTrue(refreshed != null, "status.refreshTime", "a time", null);
        // not every version of the operator tells which Secret it wrote
        actual.field("status", "binding", "name")
                .ifPresent(name -> findings.equal("status.binding.name", field("spec", "target", "name"), name));
        return conclude("is not synced", findings);
    }

    /** What the operator fetched is what is declared now: it says of which generation that was. */
    public ExternalSecretAssert isSyncedAtItsGeneration() {
        Long generation = actual.object().getMetadata().getGeneration();
        String synced =
                String.valueOf(actual.field("status", "syncedResourceVersion").orElse(Findings.NOTHING));
        return conclude(
                "was changed since it was synced",
                findings()
                        .isTrue(
                                generation != null && synced.startsWith(generation + "-"),
                                "status.syncedResourceVersion",
                                "of generation " + generation,
                                synced));
    }

    /**
     * The operator fetched it within the last interval, and some time for a round of its own.
     *
     * @param now when it was observed
     */
    public ExternalSecretAssert wasRefreshedBefore(Instant now) {
        Duration interval = Duration.parse(
                "PT" + String.valueOf(field("spec", "refreshInterval")).toUpperCase(Locale.ROOT));
        if (interval.isZero()) {
            // fetched once and never again, as it is declared
            return this;
        }
        Object refreshed = field("status", "refreshTime");
        Instant earliest = now.minus(interval).minus(ROUND);
        boolean fresh = refreshed != null && isBetween(Instant.parse(refreshed.toString()), earliest, now.plus(ROUND));
        return conclude(
                "is stale",
                findings()
                        .isTrue(
                                fresh,
                                "status.refreshTime",
                                "since " + earliest + ", and not in the future",
                                refreshed));
    }

    private static boolean isBetween(Instant moment, Instant earliest, Instant latest) {
        return !moment.isBefore(earliest) && !moment.isAfter(latest);
    }

    private static String orNothing(Object found) {
        return found == null ? Findings.NOTHING : found.toString();
    }

    private Object field(Object... path) {
        return actual.field(path).orElse(null);
    }
}
