package dev.plumbline.proof;

import dev.plumbline.observe.Observed;
import java.util.List;
import java.util.function.Supplier;

/**
 * One thing broken.
 *
 * @param part of what was observed
 * @param place where in it; {@link Place#ROOT} if it is the whole part
 * @param change in words
 * @param branch whether more than one value was changed: messages may name any of them
 * @param observed the platform with it; made when it is asked for, since there are thousands
 * @param names of a whole part: one of these must be in a message
 */
record Mutant(Part part, Place place, String change, boolean branch, Supplier<Observed> observed, List<String> names) {
    /** How a whole part is called in lists of paths. */
    static final String WHOLE = "(object)";

    String path() {
        return place.steps().isEmpty() ? WHOLE : place.toString();
    }

    /** Whether a message tells where to look. */
    boolean isNamedIn(String message) {
        return place.steps().isEmpty()
                ? names.stream().anyMatch(message::contains)
                : message.contains(part.identity()) && place.isNamedIn(message, branch);
    }

    @Override
    public String toString() {
        return "%s %s: %s".formatted(part.identity(), path(), change);
    }
}
