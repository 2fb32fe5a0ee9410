package dev.plumbline.observe;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * A Secret as seen: the names of its keys and the fingerprints of its values, never a value.
 *
 * @param object its {@code data} holds fingerprints
 */
public record SeenSecret(Secret object, Origin origin) implements Seen<Secret> {
    private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

    /** Fingerprints by key. */
    public Map<String, Fingerprint> keys() {
        Map<String, Fingerprint> keys = new TreeMap<>();
        if (object.getData() != null) {
            object.getData().forEach((key, text) -> keys.put(key, Fingerprint.parse(text)));
        }
        return keys;
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
                .withManagedFields()
                .endMetadata()
                .withData(fingerprints)
                .withStringData(null)
                .build();
    }

    @Override
    public String toString() {
        return id().toString();
    }
}
