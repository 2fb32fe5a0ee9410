package dev.plumbline.deploy;

/**
 * What a step waits for.
 *
 * @param step id of another step
 * @param milestone how far that one must have come
 */
public record Need(String step, Milestone milestone) {
    static Need sent(String step) {
        return new Need(step, Milestone.SENT);
    }

    static Need ready(String step) {
        return new Need(step, Milestone.READY);
    }

    @Override
    public String toString() {
        return milestone == Milestone.READY ? step : step + " sent";
    }
}
