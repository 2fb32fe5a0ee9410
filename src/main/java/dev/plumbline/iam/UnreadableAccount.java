package dev.plumbline.iam;

/** AWS did not answer, or may not be asked; the message says why, and what to do. */
public final class UnreadableAccount extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnreadableAccount(String message) {
        super(message);
    }
}
