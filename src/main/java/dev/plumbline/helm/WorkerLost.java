package dev.plumbline.helm;

/** A call that got no answer from its worker. Unless it was never started, nobody knows how far Helm got. */
final class WorkerLost extends Exception {
    private static final long serialVersionUID = 1L;

    private final Cause reason;
    private final String lastWords;

    enum Cause {
        /** Helm did nothing at all. */
        NOT_STARTED,
        /** The process ended by itself. */
        ENDED,
        /** It was killed because time was up. */
        DEADLINE,
        /** It was killed because nobody waits for it any more. */
        INTERRUPTED
    }

    WorkerLost(Cause reason, String what, String lastWords) {
        super(what);
        this.reason = reason;
        this.lastWords = lastWords;
    }

    Cause reason() {
        return reason;
    }

    /** The end of what it wrote to standard error; empty if nothing. */
    String lastWords() {
        return lastWords;
    }
}
