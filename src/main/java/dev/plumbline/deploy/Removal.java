package dev.plumbline.deploy;

import dev.plumbline.readiness.KindAccess;
import dev.plumbline.readiness.ObjectRef;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceCondition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.KubernetesClientTimeoutException;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Deletes objects, and waits until they are gone: an object goes when its finalizers are through, a namespace after its last object. */
public final class Removal {
    private final KindAccess kinds;
    private final NamespaceContents contents;
    private final Duration patience;

    /** @param patience how long an object may take to go */
    public Removal(KubernetesClient client, Duration patience) {
        this.kinds = new KindAccess(client);
        this.contents = new NamespaceContents(client);
        this.patience = patience;
    }

    /** @throws DeployException if it is still there when patience ends, with what holds it */
    public void remove(HasMetadata object) {
        delete(object);
        awaitGone(List.of(object));
    }

    public void delete(HasMetadata object) {
        kinds.resource(object).ifPresent(Resource::delete);
    }

    /** @throws DeployException if some are still there when patience, which is for all of them together, ends; names them all */
    public void awaitGone(List<? extends HasMetadata> objects) {
        long start = System.nanoTime();
        List<HasMetadata> left = objects.stream()
                .filter(object -> live(object) != null)
                .map(object -> awaitOne(object, start))
                .flatMap(Optional::stream)
                .toList();
        if (!left.isEmpty()) {
            throw new DeployException(left.stream().map(this::explanation).collect(Collectors.joining("\n  ")));
        }
    }

    /** @return it, if it is still there when patience ends */
    private Optional<HasMetadata> awaitOne(HasMetadata object, long start) {
        Duration rest = patience.minusNanos(System.nanoTime() - start);
        try {
            kinds.resource(object)
                    .ifPresent(resource -> resource.waitUntilCondition(
                            Objects::isNull, Math.max(1, rest.toMillis()), TimeUnit.MILLISECONDS));
            return Optional.empty();
        } catch (KubernetesClientTimeoutException stuck) {
            return Optional.ofNullable(live(object));
        }
    }

    /** @return null if there is none */
    public HasMetadata live(HasMetadata object) {
        return kinds.resource(object).map(Resource::get).orElse(null);
    }

    static boolean isEnding(HasMetadata live) {
        return live.getMetadata().getDeletionTimestamp() != null;
    }

    private String explanation(HasMetadata left) {
        StringBuilder held = new StringBuilder("finalizers %s".formatted(finalizers(left)));
        conditions(left).forEach(line -> held.append("\n          ").append(line));
        if (left instanceof Namespace) {
            held(left).forEach(line -> held.append("\n          ").append(line));
        }
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

    /** Which objects these are, the conditions do not say. */
    private List<String> held(HasMetadata namespace) {
        try {
            return contents.of(namespace.getMetadata().getName()).stream()
                    .filter(object -> !object.getMetadata().getFinalizers().isEmpty())
                    .map(object -> "%s: finalizers %s"
                            .formatted(
                                    ObjectRef.of(object), object.getMetadata().getFinalizers()))
                    .toList();
        } catch (KubernetesClientException unlisted) {
            return List.of("what is in it cannot be listed: " + unlisted.getMessage());
        }
    }

    private static List<String> finalizers(HasMetadata left) {
        return left instanceof Namespace namespace && namespace.getSpec() != null
                ? Objects.requireNonNullElse(namespace.getSpec().getFinalizers(), List.of())
                : left.getMetadata().getFinalizers();
    }

    /** A namespace's controller says in its conditions which kinds are left in it, and by which finalizers they are held. */
    private static List<String> conditions(HasMetadata left) {
        return left instanceof Namespace namespace && namespace.getStatus() != null
                ? namespace.getStatus().getConditions().stream()
                        .filter(condition -> "True".equals(condition.getStatus()))
                        .map(NamespaceCondition::getMessage)
                        .collect(Collectors.toList())
                : List.of();
    }
}
