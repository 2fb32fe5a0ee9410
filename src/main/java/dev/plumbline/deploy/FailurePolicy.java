package dev.plumbline.deploy;

import java.util.Optional;

/**
 * What a deploy does when a step fails.
 *
 * @param chosen empty = as usual: restore what was there before, keep a first install
 * @param evidence who looks at it first
 */
public record FailurePolicy(Optional<OnFailure> chosen, FailureEvidence evidence) {

    /** What was there before is restored, nothing is collected. */
    public static FailurePolicy usual() {
        return new FailurePolicy(Optional.empty(), FailureEvidence.none());
    }
}
