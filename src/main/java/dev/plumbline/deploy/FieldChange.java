package dev.plumbline.deploy;

import java.util.Optional;

/**
 * One field that differs.
 *
 * @param path of the field, for example {@code spec.maxReplicas}
 * @param from the old value; empty = was not there
 * @param to the new value; empty = goes away
 */
public record FieldChange(String path, Optional<String> from, Optional<String> to) {
    @Override
    public String toString() {
        return "%s: %s -> %s".formatted(path, from.orElse("(none)"), to.orElse("(none)"));
    }
}
