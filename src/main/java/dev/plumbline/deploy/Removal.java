package dev.plumbline.deploy;

import dev.plumbline.readiness.KindAccess;
import dev.plumbline.readiness.ObjectRef;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceCondition;
import io.fabric8.kubernetes.client.KubernetesClientTimeoutException;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Deletes objects, and waits until they are gone: an object goes when its finalizers are through, a namespace after its last object. */
final class Removal {
    private final KindAccess kinds;
    private final Duration patience;

    /** @param patience how long an object may take to go */
    Removal(KindAccess kinds, Duration patience) {
        this.kinds = kinds;
        this.patience = patience;
    }

    /** @throws DeployException if it is still there when patience ends, with what holds it */
    void remove(HasMetadata object) {
        kinds.resource(object).ifPresent(Resource::delete);
        awaitGone(object);
    }

    /** @throws DeployException if it is still there when patience ends, with what holds it */
    void awaitGone(HasMetadata object) {
        try {
            kinds.resource(object)
                    .ifPresent(resource ->
                            resource.waitUntilCondition(Objects::isNull, patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (KubernetesClientTimeoutException stuck) {
            HasMetadata left = live(object);
            if (left != null) {
                throw new DeployException(explanation(left), stuck);
            }
        }
    }

    /** @return null if there is none */
    HasMetadata live(HasMetadata object) {
        return kinds.resource(object).map(Resource::get).orElse(null);
    }

    static boolean isEnding(HasMetadata live) {
        return live.getMetadata().getDeletionTimestamp() != null;
    }

    private String explanation(HasMetadata left) {
        StringBuilder held = new StringBuilder("finalizers %s".formatted(finalizers(left)));
        contents(left).forEach(line -> held.append("\n          ").append(line));
        return """
                %s is still there %d s after its deletion
                  held by %s
                  look    kubectl get %s %s -o yaml; whoever sets that finalizer must run to remove it""".formatted(
                        ObjectRef.of(left),
                        patience.toSeconds(),
                        held,
                        left.getKind().toLowerCase(Locale.ROOT),
                        left.getMetadata().getName()
                                + (left.getMetadata().getNamespace() == null
                                        ? ""
                                        : " -n " + left.getMetadata().getNamespace()));
    }

    private static List<String> finalizers(HasMetadata left) {
        return left instanceof Namespace namespace && namespace.getSpec() != null
                ? Objects.requireNonNullElse(namespace.getSpec().getFinalizers(), List.of())
                : left.getMetadata().getFinalizers();
    }

    /** A namespace's controller says in its conditions which kinds are left in it, and by which finalizers they are held. */
    private static List<String> contents(HasMetadata left) {
        return left instanceof Namespace namespace && namespace.getStatus() != null
                ? namespace.getStatus().getConditions().stream()
                        .filter(condition -> "True".equals(condition.getStatus()))
                        .map(NamespaceCondition::getMessage)
                        .collect(Collectors.toList())
                : List.of();
    }
}
