package dev.plumbline.iam.policy;

/** What a request has under a context key. */
public sealed interface ContextValue {

    /** One value. */
    record Present(String text) implements ContextValue {}

    /** Certainly none. */
    record Absent() implements ContextValue {}

    /** Nobody can say beforehand: an address, a time, a session name. */
    record Unknown() implements ContextValue {}
}
