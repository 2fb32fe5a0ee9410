package dev.plumbline.readiness;

import dev.plumbline.readiness.Readiness.NotYet;
import dev.plumbline.readiness.Readiness.Ready;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceCondition;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Active. A namespace that cannot finish its deletion says why in its conditions. */
final class NamespaceRule implements ReadinessRule<Namespace> {

    @Override
    public Readiness assess(Namespace namespace, View view) {
        String phase =
                namespace.getStatus() == null ? null : namespace.getStatus().getPhase();
        if ("Active".equals(phase) && namespace.getMetadata().getDeletionTimestamp() == null) {
            return new Ready();
        }
        if (phase == null) {
            return new NotYet("has no phase yet");
        }
        return new NotYet("is " + phase + whyItStays(namespace));
    }

    private static String whyItStays(Namespace namespace) {
        List<NamespaceCondition> conditions =
                Optional.ofNullable(namespace.getStatus().getConditions()).orElse(List.of());
        return conditions.stream()
                .filter(condition -> "True".equals(condition.getStatus()))
                .map(condition -> "; " + condition.getType() + ": " + condition.getMessage())
                .collect(Collectors.joining());
    }
}
