package dev.plumbline.report;

import java.util.Optional;

/**
 * One test as a JUnit XML report tells of it.
 *
 * @param name class and name: the same test has the same in every run
 * @param status what became of it
 * @param tier how strong its evidence is; empty where the report does not say it
 * @param message first line of what was wrong, or why it was skipped; empty if it passed
 */
public record TestCase(String name, Status status, Optional<EvidenceTier> tier, String message) {
    public enum Status {
        PASSED,
        FAILED,
        /** It could not be found out, which is no better than failed. */
        UNKNOWN,
        SKIPPED
    }

    public boolean isRed() {
        return status == Status.FAILED || status == Status.UNKNOWN;
    }
}
