package dev.plumbline.deploy;

import java.time.Duration;

/**
 * Where a step stands.
 *
 * @param step its id
 * @param phase how far it is
 * @param elapsed since it began; zero while it waits for others
 * @param detail what it waits for, or why it ended; may be empty
 */
public record StepState(String step, Phase phase, Duration elapsed, String detail) {

    /** In the order in which a step goes through them. */
    public enum Phase {
        /** For other steps. */
        WAITING,
        /** Its objects are being written. */
        SENDING,
        /** Its objects exist and are not ready yet. */
        SETTLING,
        /** What was there before this run is brought back. */
        RESTORING,
        READY,
        /** Nothing had to be written, and it is ready. */
        UNCHANGED,
        FAILED,
        /** A step that it needs failed. */
        BLOCKED,
        /** It is again what it was before this run, ready or not. */
        RESTORED;

        /** Whether nothing more will happen. */
        public boolean isOver() {
            return ordinal() >= READY.ordinal();
        }
    }
}
