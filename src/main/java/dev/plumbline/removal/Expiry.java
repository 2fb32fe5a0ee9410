package dev.plumbline.removal;

import dev.plumbline.cluster.RunStamp;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether what a run left has had its time.
 *
 * @param project whose leftovers are looked for
 * @param environment of that project
 * @param now the time of the sweep: nothing expires while it goes on
 */
record Expiry(String project, String environment, Instant now) {

    /** Why something stays; empty = it has had its time, and a run of this environment made it. */
    Optional<String> spares(Optional<RunStamp> stamp) {
        if (stamp.isEmpty()) {
            return Optional.of("no run stamped it");
        }
        RunStamp found = stamp.get();
        if (!found.project().equals(project) || !found.environment().equals(environment)) {
            return Optional.of("it is of environment %s of %s".formatted(found.environment(), found.project()));
        }
        if (found.expires().isEmpty()) {
            return Optional.of("run %s gave it no expiry".formatted(found.run()));
        }
        Instant end = found.expires().get();
        return now.isAfter(end) ? Optional.empty() : Optional.of("run %s gave it until %s".formatted(found.run(), end));
    }
}
