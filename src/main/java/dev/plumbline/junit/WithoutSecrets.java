package dev.plumbline.junit;

import dev.plumbline.redact.Redactor;
import dev.plumbline.report.Outcome;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** What a check throws, as it may be printed and written to reports: an assertion repeats what it found, and that may be a secret. */
final class WithoutSecrets {
    /** Knows no values, only what is a secret by its source: checks are given no Secret's data. */
    private final Redactor redactor = new Redactor();

    Outcome of(Outcome outcome) {
        return outcome.redacted(redactor);
    }

    /** The same exception where it holds nothing that must not be seen; else one of its meaning, from the same place. */
    Throwable of(Throwable thrown) {
        if (isClean(thrown)) {
            return thrown;
        }
        String message = redactor.redact(String.valueOf(thrown.getMessage()));
        Throwable safe;
        if (thrown instanceof TestAbortedException) {
            safe = new TestAbortedException(message);
        } else if (thrown instanceof AssertionError) {
            safe = new AssertionFailedError(message);
        } else {
            safe = new IllegalStateException(thrown.getClass().getName() + ": " + message);
        }
        safe.setStackTrace(thrown.getStackTrace());
        return safe;
    }

    private boolean isClean(Throwable thrown) {
        for (Throwable each = thrown; each != null; each = each.getCause()) {
            if (each.getMessage() != null && !redactor.redact(each.getMessage()).equals(each.getMessage())) {
                return false;
            }
        }
        return true;
    }
}
