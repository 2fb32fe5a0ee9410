package dev.plumbline.deploy;

/** A deploy that cannot be planned or carried out; the message says where, what was found, and what to do. */
public final class DeployException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DeployException(String message) {
        super(message);
    }

    public DeployException(String message, Throwable cause) {
        super(message, cause);
    }
}
