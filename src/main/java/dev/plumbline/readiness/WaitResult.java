package dev.plumbline.readiness;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** How a wait ended. */
public sealed interface WaitResult {

    /**
     * All are ready.
     *
     * @param took wall time
     */
    record Converged(Duration took) implements WaitResult {}

    /**
     * One can never become ready by waiting.
     *
     * @param object which one
     * @param reason what was seen and why it is final
     */
    record Failed(ObjectRef object, String reason) implements WaitResult {
        @Override
        public String toString() {
            return object + ": " + reason;
        }
    }

    /**
     * The deadline passed.
     *
     * @param deadline what was allowed
     * @param lastObserved what was last seen of each object that is not ready
     */
    record TimedOut(Duration deadline, Map<ObjectRef, String> lastObserved) implements WaitResult {
        public TimedOut {
            lastObserved = Map.copyOf(lastObserved);
        }

        @Override
        public String toString() {
            return lastObserved.entrySet().stream()
                    .map(each -> each.getKey() + ": " + each.getValue())
                    .sorted()
                    .collect(Collectors.joining("; ", "not ready after " + deadline.toSeconds() + " s: ", ""));
        }
    }

    /** Whether all are ready. */
    default boolean converged() {
        return this instanceof Converged;
    }
}
