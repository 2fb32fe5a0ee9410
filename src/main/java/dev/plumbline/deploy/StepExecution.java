package dev.plumbline.deploy;

import java.util.function.Consumer;

/** Carries out one step. */
interface StepExecution {
    /** Writes what the step's change says, or nothing. */
    void send(PlannedStep step);

    /**
     * Returns when the step's objects do what they are for.
     *
     * @param observed hears what is still missing
     */
    void settle(PlannedStep step, Consumer<String> observed);
}
