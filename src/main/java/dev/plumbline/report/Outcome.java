package dev.plumbline.report;

import java.util.List;

/** What became of one check on one subject. */
public sealed interface Outcome {

    /** It holds. */
    record Passed() implements Outcome {}

    /**
     * It does not hold.
     *
     * @param message whole, for people
     * @param declaredAt where what was expected is written, for example {@code environments/dev.yaml:42 (tags.Owner)}; may be empty
     */
    record Failed(String message, List<String> declaredAt) implements Outcome {
        public Failed {
            declaredAt = List.copyOf(declaredAt);
        }

        public Failed(String message) {
            this(message, List.of());
        }
    }

    /** The source cannot show it. */
    record Skipped(String reason) implements Outcome {}

    /** It could not be found out, which is no better than failed. */
    record Unknown(String reason) implements Outcome {}
}
