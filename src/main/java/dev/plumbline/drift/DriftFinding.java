package dev.plumbline.drift;

import dev.plumbline.readiness.ObjectRef;
import java.util.List;
import java.util.Optional;

/**
 * One difference between a live object and the declared one. Values are redacted.
 *
 * @param part the release, or {@code platform}
 * @param object which object
 * @param how what happened to the field
 * @param field its path; empty = the whole object
 * @param declared value; empty = not declared
 * @param live value; empty = not there
 * @param state a name for what is live there, without telling it: two findings with the same one found the same
 * @param owners who owns the field now; empty where it was taken away, since a removal leaves no owner
 */
public record DriftFinding(
        String part,
        ObjectRef object,
        How how,
        String field,
        Optional<String> declared,
        Optional<String> live,
        String state,
        List<Owner> owners) {

    /** What happened. */
    public enum How {
        CHANGED,
        ADDED,
        REMOVED,
        /** The object does not exist. */
        GONE
    }

    public DriftFinding {
        owners = List.copyOf(owners);
    }

    /** Who did it, for people. */
    public String by() {
        if (!owners.isEmpty()) {
            return String.join(", ", owners.stream().map(Owner::toString).toList());
        }
        return how == How.GONE || how == How.REMOVED ? "unknown: a removal leaves no owner" : "unknown";
    }

    @Override
    public String toString() {
        return switch (how) {
            case CHANGED, ADDED, REMOVED ->
                "%s: %s, live %s; by %s"
                        .formatted(
                                field,
                                declared.map(value -> "declared " + value).orElse("not declared"),
                                live.orElse("(none)"),
                                by());
            case GONE -> "the object is gone; by " + by();
        };
    }
}
