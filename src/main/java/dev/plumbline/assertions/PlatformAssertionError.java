package dev.plumbline.assertions;

import java.util.List;
import java.util.stream.Collectors;

/** An object of the platform is not as it should be; the message tells which, where it was seen, and every field that is wrong. */
public final class PlatformAssertionError extends AssertionError {
    private static final long serialVersionUID = 1L;

    private final transient List<Mismatch> mismatches;

    PlatformAssertionError(String message, List<Mismatch> mismatches) {
        super(message);
        this.mismatches = List.copyOf(mismatches);
    }

    /** One error with everything that the given ones say; nothing if there is none. */
    static void throwAll(List<AssertionError> errors) {
        if (errors.size() == 1) {
            throw errors.get(0);
        }
        if (!errors.isEmpty()) {
            throw new PlatformAssertionError(
                    errors.stream().map(Throwable::getMessage).collect(Collectors.joining(System.lineSeparator())),
                    errors.stream()
                            .filter(PlatformAssertionError.class::isInstance)
                            .flatMap(error -> ((PlatformAssertionError) error).mismatches().stream())
                            .toList());
        }
    }

    /** What is wrong, field by field. */
    public List<Mismatch> mismatches() {
        return mismatches;
    }
}
