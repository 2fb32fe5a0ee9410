package dev.plumbline.readiness;

import io.fabric8.kubernetes.api.model.HasMetadata;

/** Says of an object of one kind whether it does what it is for. Pure: all that it knows is in its arguments. */
@FunctionalInterface
public interface ReadinessRule<T extends HasMetadata> {

    /**
     * @param object as it was seen; its status may be missing
     * @param view what stands around it
     */
    Readiness assess(T object, View view);
}
