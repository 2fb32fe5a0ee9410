package dev.plumbline.observe;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntryBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A Secret as seen: the names of its keys and the fingerprints of its values, never a value.
 *
 * @param object its {@code data} holds fingerprints
 */
public record SeenSecret(Secret object, Origin origin) implements Seen<Secret> {
    private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

    /** A Secret as the API server gives it, without its values. */
    public static SeenSecret of(Secret secret, Origin origin) {
        return new SeenSecret(withoutValues(secret), origin);
    }

    /** Fingerprints by key. */
    public Map<String, Fingerprint> keys() {
        Map<String, Fingerprint> keys = new TreeMap<>();
        if (object.getData() != null) {
            object.getData().forEach((key, text) -> keys.put(key, Fingerprint.parse(text)));
        }
        return keys;
    }

    /**
     * When whoever writes its data last changed anything of it; empty if the API server does not tell. A writer that finds nothing to
     * change leaves the time as it is.
     */
    public Optional<Instant> lastChanged() {
        return Optional.ofNullable(object.getMetadata().getManagedFields()).orElse(List.of()).stream()
                .map(ManagedFieldsEntry::getTime)
                .filter(Objects::nonNull)
                .map(Instant::parse)
                .max(Comparator.naturalOrder());
    }

    /** Any object as it may be kept: a Secret loses its values, everything else stays as it is. */
    static HasMetadata withoutValues(HasMetadata object) {
        return object instanceof Secret secret ? withoutValues(secret) : object;
    }

    private static Secret withoutValues(Secret secret) {
        Map<String, String> fingerprints = new TreeMap<>();
        if (secret.getData() != null) {
            secret.getData()
                    .forEach((key, value) -> fingerprints.put(
                            key,
                            Fingerprint.ofBase64(value == null ? "" : value).toString()));
        }
        if (secret.getStringData() != null) {
            secret.getStringData()
                    .forEach((key, value) -> fingerprints.put(
                            key,
                            Fingerprint.of(value.getBytes(StandardCharsets.UTF_8))
                                    .toString()));
        }
        return new SecretBuilder(secret)
                .editMetadata()
                // kubectl keeps a copy of the whole Secret in there
                .removeFromAnnotations(LAST_APPLIED)
                .withManagedFields(writersOfData(secret))
                .endMetadata()
                .withData(fingerprints)
                .withStringData(null)
                .build();
    }

    /** Who writes data, and when; not what. */
    private static List<ManagedFieldsEntry> writersOfData(Secret secret) {
        return Optional.ofNullable(secret.getMetadata().getManagedFields()).orElse(List.of()).stream()
                .filter(entry -> entry.getFieldsV1() != null
                        && entry.getFieldsV1().getAdditionalProperties().containsKey("f:data"))
                .map(entry -> new ManagedFieldsEntryBuilder()
                        .withManager(entry.getManager())
                        .withOperation(entry.getOperation())
                        .withTime(entry.getTime())
                        .build())
                .toList();
    }

    @Override
    public String toString() {
        return id().toString();
    }
}
