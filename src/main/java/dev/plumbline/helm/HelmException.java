package dev.plumbline.helm;

/** A Helm call that failed or was ended at its deadline. The message names the release and Helm's own words. */
public final class HelmException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public HelmException(String message) {
        super(message);
    }

    public HelmException(String message, Throwable cause) {
        super(message, cause);
    }
}
