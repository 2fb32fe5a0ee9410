package dev.plumbline.assertions;

import java.util.List;

/** An object of the platform is not as it should be; the message tells which, where it was seen, and every field that is wrong. */
public final class PlatformAssertionError extends AssertionError {
    private static final long serialVersionUID = 1L;

    private final transient List<Mismatch> mismatches;

    PlatformAssertionError(String message, List<Mismatch> mismatches) {
        super(message);
        this.mismatches = List.copyOf(mismatches);
    }

    /** What is wrong, field by field. */
    public List<Mismatch> mismatches() {
        return mismatches;
    }
}
