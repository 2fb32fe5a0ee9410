package dev.plumbline.iam.policy;

import java.util.List;

/**
 * {@code Principal} or {@code NotPrincipal}.
 *
 * @param inverted whether everybody but these is meant
 * @param listed who stands there
 */
public record Principals(boolean inverted, List<Principal> listed) {
    public Principals {
        listed = List.copyOf(listed);
    }
}
