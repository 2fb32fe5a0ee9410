package dev.plumbline.assertions;

/**
 * One field that is not as it should be.
 *
 * @param path the field within the object, for example {@code spec.maxReplicas}
 * @param expected for people
 * @param found for people
 * @param declaredAt where the expected value was written; empty if the contract itself says it
 */
public record Mismatch(String path, String expected, String found, String declaredAt) {
    @Override
    public String toString() {
        return "  %s%n    expected: %s%s%n    found:    %s"
                .formatted(path, expected, declaredAt.isEmpty() ? "" : "   <- " + declaredAt, found);
    }
}
