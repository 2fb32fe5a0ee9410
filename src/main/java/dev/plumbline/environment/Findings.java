package dev.plumbline.environment;

import java.util.Arrays;
import java.util.Optional;

/**
 * Reports problems of the merged inputs at the place where the value that won was written.
 *
 * @param fallback the environment's file, for what is written nowhere
 */
record Findings(Inputs in, SourceLocation fallback, Problems problems) {

    void add(String what, String allowed, String... keys) {
        add(what, Optional.empty(), Optional.of(allowed), keys);
    }

    void add(String what, Optional<String> suggestion, Optional<String> allowed, String... keys) {
        problems.add(new Problem(placeOf(keys), path(keys), what, suggestion, allowed));
    }

    /** The place of a key or of the nearest key above it. */
    SourceLocation placeOf(String... keys) {
        for (int length = keys.length; length > 0; length--) {
            Optional<Located.Entry> entry = in.entry(Arrays.copyOf(keys, length));
            if (entry.isPresent()) {
                return entry.get().key();
            }
        }
        return fallback;
    }

    static String path(String... keys) {
        return Arrays.stream(keys).reduce("", KeyPath::of);
    }
}
