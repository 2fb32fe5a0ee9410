package dev.plumbline.readiness;

import io.fabric8.kubernetes.api.model.Secret;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What may be known of a Secret: its keys, never its values.
 *
 * @param sizes key to the length of its value in bytes
 */
public record SecretKeys(Map<String, Integer> sizes) {
    public SecretKeys {
        sizes = Map.copyOf(sizes);
    }

    /** Looks at a Secret and forgets its values. */
    public static SecretKeys of(Secret secret) {
        Map<String, Integer> sizes = new TreeMap<>();
        Optional.ofNullable(secret.getData())
                .orElse(Map.of())
                .forEach((key, value) -> sizes.put(key, value == null ? 0 : sizeOf(value)));
        return new SecretKeys(sizes);
    }

    private static int sizeOf(String base64) {
        return Base64.getMimeDecoder().decode(base64).length;
    }

    /** Whether the key is there with a value that is not empty. */
    public boolean has(String key) {
        return sizes.getOrDefault(key, 0) > 0;
    }
}
