package dev.plumbline.environment;

import java.util.Objects;
import java.util.Optional;

/**
 * One thing that is wrong with an environment.
 *
 * @param at the file and line to open
 * @param key the key path, for example {@code autoscaling.gateway.max_replicas}; empty = the document itself
 * @param what is wrong, including what was found, for example {@code unknown key} or {@code 12 is more than max_replicas 10}
 * @param suggestion what was probably meant
 * @param allowed what would be right
 */
public record Problem(
        SourceLocation at, String key, String what, Optional<String> suggestion, Optional<String> allowed) {
    public Problem {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(what, "what");
    }

    Problem(SourceLocation at, String key, String what) {
        this(at, key, what, Optional.empty(), Optional.empty());
    }

    Problem(SourceLocation at, String key, String what, String allowed) {
        this(at, key, what, Optional.empty(), Optional.of(allowed));
    }

    /** What is wrong and what would be right, in one line. */
    public String explanation() {
        return what
                + suggestion.map("; did you mean %s?"::formatted).orElse("")
                + allowed.map((suggestion.isPresent() ? " allowed: %s" : "; allowed: %s")::formatted)
                        .orElse("");
    }

    @Override
    public String toString() {
        return at + "  " + (key.isEmpty() ? "" : key + "  ") + explanation();
    }
}
