package dev.plumbline.readiness;

/** What a rule says of one object, seen at one moment. */
public sealed interface Readiness {

    /** It does what it is for. */
    record Ready() implements Readiness {}

    /**
     * Waiting may help.
     *
     * @param observed what was seen, short, for people: {@code 1 of 2 replicas available}
     */
    record NotYet(String observed) implements Readiness {}

    /**
     * Waiting will not help.
     *
     * @param reason what was seen and why it is final
     */
    record Terminal(String reason) implements Readiness {}
}
