package dev.plumbline.observe;

/**
 * An entry that {@code infra-config} must have.
 *
 * @param key the environment variable
 * @param value its exact value
 * @param input key path of the input that it comes from
 */
public record ConfigEntry(String key, String value, String input) {
    @Override
    public String toString() {
        return key;
    }
}
