package dev.plumbline.iam.policy;

import java.util.List;

/**
 * {@code Action}, {@code NotAction}, {@code Resource} or {@code NotResource}.
 *
 * @param inverted whether everything but the patterns is meant
 * @param patterns with {@code *} and {@code ?}
 */
public record Selection(boolean inverted, List<String> patterns) {
    public Selection {
        patterns = List.copyOf(patterns);
    }

    public boolean covers(String name, Case capitals) {
        return inverted != patterns.stream().anyMatch(pattern -> new Wildcard(pattern, capitals).matches(name));
    }
}
