package dev.plumbline.junit;

import dev.plumbline.assertions.Mismatch;
import dev.plumbline.assertions.PlatformAssertionError;
import dev.plumbline.observe.UnknownState;
import dev.plumbline.report.Outcome;
import org.opentest4j.TestAbortedException;

/** What an exception of a check means. */
final class Verdict {
    private Verdict() {}

    static Outcome of(Throwable thrown) {
        if (thrown instanceof TestAbortedException) {
            // JUnit's own words in front say nothing to who reads a report
            return new Outcome.Skipped(message(thrown).replaceFirst("^Assumption failed: ", ""));
        }
        if (thrown instanceof UnknownState) {
            return new Outcome.Unknown(message(thrown));
        }
        if (thrown instanceof PlatformAssertionError error) {
            return new Outcome.Failed(
                    message(thrown),
                    error.mismatches().stream()
                            .map(Mismatch::declaredAt)
                            .filter(place -> !place.isEmpty())
                            .distinct()
                            .toList());
        }
        if (thrown instanceof AssertionError) {
            return new Outcome.Failed(message(thrown));
        }
        // the check itself broke, so nothing is known; an object without its spec does that too
        return new Outcome.Unknown("the check could not be completed: " + thrown);
    }

    private static String message(Throwable thrown) {
        return thrown.getMessage() == null ? thrown.toString() : thrown.getMessage();
    }
}
