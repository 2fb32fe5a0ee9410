package dev.plumbline.inputs;

/** The modules' outputs could not be had or kept; the message says which, why, and that what was there before still is. */
public final class InputsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public InputsException(String message) {
        super(message);
    }
}
