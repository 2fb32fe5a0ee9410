package dev.plumbline.helm;

/** A Helm call that failed or was ended at its deadline. The message names the release and Helm's own words. */
public final class HelmException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean passes;

    public HelmException(String message) {
        this(message, false);
    }

    HelmException(String message, boolean passes) {
        super(message);
        this.passes = passes;
    }

    public HelmException(String message, Throwable cause) {
        super(message, cause);
        this.passes = false;
    }

    /** Whether the cause is one that mostly passes by itself: the API server, or a webhook, did not answer. */
    public boolean passes() {
        return passes;
    }
}
