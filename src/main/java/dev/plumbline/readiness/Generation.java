package dev.plumbline.readiness;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Optional;

/**
 * Whether a controller has seen the object as it is now: right after an upgrade the status still tells of the old one.
 *
 * @param current {@code metadata.generation}
 * @param observed {@code status.observedGeneration}; 0 = none yet
 */
record Generation(long current, long observed) {

    static Generation of(HasMetadata object, Long observed) {
        return new Generation(
                Optional.ofNullable(object.getMetadata().getGeneration()).orElse(0L),
                Optional.ofNullable(observed).orElse(0L));
    }

    boolean isAhead() {
        return current > observed;
    }

    @Override
    public String toString() {
        return "its controller has not looked at generation %d yet (last at %d)".formatted(current, observed);
    }
}
