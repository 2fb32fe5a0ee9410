package dev.plumbline.deploy;

import java.util.function.Consumer;

/** Carries out one step. */
interface StepExecution {
    /**
     * Writes what the step's change says, or nothing.
     *
     * @param observed hears what is tried again, and why
     */
    void send(PlannedStep step, Consumer<String> observed);

    /**
     * After it was sent: notes whose it is, and removes what that made old. Who waits for what was sent does not wait for this.
     *
     * @param observed hears what is tried again, and what could not be noted
     */
    void note(PlannedStep step, Consumer<String> observed);

    /**
     * Returns when the step's objects do what they are for.
     *
     * @param observed hears what is still missing
     */
    void settle(PlannedStep step, Consumer<String> observed);

    /** What the step was to bring up, for those who look at its failure. */
    FailedStep failed(PlannedStep step, String reason);

    /** Whether the step was written over something that can be brought back. */
    boolean hasWayBack(PlannedStep step);

    /**
     * Brings back what was there before, and returns when that does what it is for.
     *
     * @param observed hears what is still missing
     * @param to hears once what it is again, for people
     */
    void restore(PlannedStep step, Consumer<String> observed, Consumer<String> to);
}
