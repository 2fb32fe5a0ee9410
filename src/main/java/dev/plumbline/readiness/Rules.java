package dev.plumbline.readiness;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;

/** Rules to declare for kinds that this project does not know. */
public final class Rules {
    private Rules() {}

    /** Existence is readiness. */
    public static ReadinessRule<HasMetadata> exists() {
        return (object, view) -> new Readiness.Ready();
    }

    /**
     * A condition of {@code status.conditions} is {@code True}, and written for the current generation where the status tells
     * ({@code status.observedGeneration}).
     *
     * @param type the condition: {@code Ready}
     */
    public static ReadinessRule<GenericKubernetesResource> condition(String type) {
        return new ConditionRule(type);
    }
}
