package dev.plumbline.observe;

/** An object that should be there is not. The message tells which, where it was looked for, and what is there instead. */
public final class MissingObject extends AssertionError {
    private static final long serialVersionUID = 1L;

    public MissingObject(String message) {
        super(message);
    }
}
