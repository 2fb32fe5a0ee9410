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

    /** For what an environment must say itself: the nearest key that its own file has, else that file. */
    void addToEnvironment(String what, Optional<String> allowed, String... keys) {
        SourceLocation nearest = placeOf(keys);
        SourceLocation place = nearest.file().equals(fallback.file()) ? nearest : fallback;
        problems.add(new Problem(place, path(keys), what, Optional.empty(), allowed));
    }

    /** Of two keys that contradict each other, whether the second is the one that this environment's own file brought in. */
    boolean secondIsOurs(String[] first, String[] second) {
        return !placeOf(first).file().equals(fallback.file())
                && placeOf(second).file().equals(fallback.file());
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
