package dev.plumbline.report;

import dev.plumbline.redact.Redactor;
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

    /** The same without secrets in its words. */
    default Outcome redacted(Redactor redactor) {
        if (this instanceof Failed failed) {
            return new Failed(redactor.redact(failed.message()), failed.declaredAt());
        }
        if (this instanceof Skipped skipped) {
            return new Skipped(redactor.redact(skipped.reason()));
        }
        return this instanceof Unknown unknown ? new Unknown(redactor.redact(unknown.reason())) : this;
    }
}
