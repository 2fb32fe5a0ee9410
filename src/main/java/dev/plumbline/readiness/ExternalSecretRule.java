package dev.plumbline.readiness;

import dev.plumbline.readiness.Readiness.NotYet;
import dev.plumbline.readiness.Readiness.Ready;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Synced as it is now: the condition may stem from before the last change, so {@code status.syncedResourceVersion}
 * ({@code GENERATION-HASH}) must bear the current generation. And its Secret is there with every key that the spec names, not empty.
 * A failure is never final, since a role may be seconds old; its cause is in the events.
 */
final class ExternalSecretRule implements ReadinessRule<GenericKubernetesResource> {

    @Override
    public Readiness assess(GenericKubernetesResource object, View view) {
        Optional<Condition> ready = Condition.find(object, "Ready");
        if (ready.filter(Condition::isTrue).isEmpty()
                || !"SecretSynced".equals(ready.get().reason())) {
            return new NotYet(
                    ready.map(Condition::toString).orElse("not synced yet (the operator has written no condition)")
                            + view.lastWarning(object)
                                    .map(event -> "; " + Events.text(event))
                                    .orElse(""));
        }
        Optional<String> stale = staleness(object);
        if (stale.isPresent()) {
            return new NotYet(stale.get());
        }
        ExternalSecretTarget target = ExternalSecretTarget.of(object);
        return target.created() ? written(object, target, view) : new Ready();
    }

    private static Optional<String> staleness(GenericKubernetesResource object) {
        Object status = object.getAdditionalProperties().get("status");
        Object synced = status instanceof Map<?, ?> map ? map.get("syncedResourceVersion") : null;
        Long generation = object.getMetadata().getGeneration();
        if (synced == null || generation == null || synced.toString().startsWith(generation + "-")) {
            return Optional.empty();
        }
        return Optional.of("synced for an earlier version of itself (%s), now at generation %d"
                .formatted(synced.toString().replaceFirst("-.*", ""), generation));
    }

    private static Readiness written(GenericKubernetesResource object, ExternalSecretTarget target, View view) {
        Optional<SecretKeys> secret = view.secret(object.getMetadata().getNamespace(), target.name());
        if (secret.isEmpty()) {
            return new NotYet("synced, but Secret " + target.name() + " does not exist");
        }
        List<String> missing =
                target.keys().stream().filter(key -> !secret.get().has(key)).toList();
        if (!missing.isEmpty()) {
            return new NotYet("synced, but Secret %s has no value for %s (it has %s)"
                    .formatted(target.name(), missing, secret.get().sizes().keySet()));
        }
        return secret.get().sizes().isEmpty()
                ? new NotYet("synced, but Secret " + target.name() + " is empty")
                : new Ready();
    }
}
