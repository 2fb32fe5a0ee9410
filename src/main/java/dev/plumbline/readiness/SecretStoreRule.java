package dev.plumbline.readiness;

import dev.plumbline.readiness.Readiness.NotYet;
import dev.plumbline.readiness.Readiness.Ready;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.Optional;

/**
 * {@code Ready=True}, reason {@code Valid}. A refusal is never final: a role or its trust policy may be seconds old. The condition's
 * message says little, the cause is in the events.
 */
final class SecretStoreRule implements ReadinessRule<GenericKubernetesResource> {

    @Override
    public Readiness assess(GenericKubernetesResource store, View view) {
        Optional<Condition> ready = Condition.find(store, "Ready");
        if (ready.filter(Condition::isTrue)
                .filter(condition -> "Valid".equals(condition.reason()))
                .isPresent()) {
            return new Ready();
        }
        return new NotYet(ready.map(Condition::toString).orElse("not validated yet")
                + view.lastWarning(store)
                        .map(event -> "; " + Events.text(event))
                        .orElse(""));
    }
}
