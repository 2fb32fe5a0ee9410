package dev.plumbline.observe;

import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;

/** A PodDisruptionBudget as seen. */
public record SeenBudget(PodDisruptionBudget object, Origin origin) implements Seen<PodDisruptionBudget> {
    @Override
    public String toString() {
        return id().toString();
    }
}
