package dev.plumbline.iam.policy;

/** A text that is no policy, or that people and IAM would read differently; the message says where and why. */
public final class UnreadablePolicy extends Exception {
    private static final long serialVersionUID = 1L;

    UnreadablePolicy(String message) {
        super(message);
    }
}
