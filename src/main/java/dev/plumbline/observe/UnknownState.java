package dev.plumbline.observe;

/** What a check asks for could not be read: neither right nor wrong, and therefore never a pass. */
public final class UnknownState extends AssertionError {
    private static final long serialVersionUID = 1L;

    public UnknownState(String message) {
        super(message);
    }
}
