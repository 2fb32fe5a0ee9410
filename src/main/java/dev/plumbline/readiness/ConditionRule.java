package dev.plumbline.readiness;

import dev.plumbline.readiness.Readiness.NotYet;
import dev.plumbline.readiness.Readiness.Ready;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.Map;

/** A custom resource whose condition of one type must be True. */
record ConditionRule(String type) implements ReadinessRule<GenericKubernetesResource> {

    @Override
    public Readiness assess(GenericKubernetesResource object, View view) {
        Object status = object.getAdditionalProperties().get("status");
        Object observed = status instanceof Map<?, ?> map ? map.get("observedGeneration") : null;
        if (observed instanceof Number number) {
            Generation generation = Generation.of(object, number.longValue());
            if (generation.isAhead()) {
                return new NotYet(generation.toString());
            }
        }
        return Condition.find(object, type)
                .<Readiness>map(condition -> condition.isTrue() ? new Ready() : new NotYet(condition.toString()))
                .orElseGet(() -> new NotYet("no condition " + type + " yet"));
    }
}
