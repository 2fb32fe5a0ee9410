package dev.plumbline.readiness;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Reads from the API server whatever could make a stale cache say "ready" too early: the object itself, the autoscalers and Secrets.
 * What only explains (pods, events) comes from the watches.
 */
final class FreshView implements View {
    private final KubernetesClient client;
    private final KindAccess access;
    private final View watched;

    FreshView(KubernetesClient client, KindAccess access, View watched) {
        this.client = client;
        this.access = access;
        this.watched = watched;
    }

    @Override
    public <T extends HasMetadata> Optional<T> find(ObjectRef ref, Class<T> type) {
        Optional<T> found = access.of(ref, type)
                .flatMap(kind -> Optional.ofNullable(kind.withName(ref.name()).get()));
        found.filter(Secret.class::isInstance).map(Secret.class::cast).ifPresent(secret -> secret.setData(null));
        return found;
    }

    @Override
    public <T extends HasMetadata> List<T> all(Class<T> type, String namespace) {
        if (type != HorizontalPodAutoscaler.class) {
            return watched.all(type, namespace);
        }
        try {
            return client.resources(type).inNamespace(namespace).list().getItems();
        } catch (KubernetesClientException unreadable) {
            return watched.all(type, namespace);
        }
    }

    @Override
    public List<GenericKubernetesResource> externalSecrets(String namespace) {
        return watched.externalSecrets(namespace);
    }

    @Override
    public List<Event> warnings(String namespace) {
        return watched.warnings(namespace);
    }

    @Override
    public Optional<SecretKeys> secret(String namespace, String name) {
        try {
            return Optional.ofNullable(client.secrets()
                            .inNamespace(namespace)
                            .withName(name)
                            .get())
                    .map(SecretKeys::of);
        } catch (KubernetesClientException unreadable) {
            return Optional.empty();
        }
    }

    @Override
    public Duration seenFor(String state) {
        return watched.seenFor(state);
    }
}
