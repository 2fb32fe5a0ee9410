package dev.plumbline.snapshot;

import dev.plumbline.cluster.Models;
import dev.plumbline.helm.BuiltInKinds.Served;
import dev.plumbline.readiness.ObjectRef;
import dev.plumbline.readiness.SecretKeys;
import dev.plumbline.readiness.View;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What readiness rules see of a snapshot: what is not ready here may be so a second later. Secrets are read one by one, since nobody
 * needs to hold all of a namespace.
 */
final class SnapshotView implements View {
    private static final String SECRET = "Secret";

    private final Snapshot snapshot;

    SnapshotView(Snapshot snapshot) {
        this.snapshot = snapshot;
    }

    @Override
    public <T extends HasMetadata> Optional<T> find(ObjectRef ref, Class<T> type) {
        Optional<Map<String, Object>> found =
                ref.kind().equals(SECRET) ? one(ref).map(SnapshotView::withoutValues) : snapshot.find(ref);
        return found.map(tree -> Models.as(tree, type));
    }

    private Optional<Map<String, Object>> one(ObjectRef ref) {
        Optional<Served> served = snapshot.served(ref.apiVersion(), ref.kind());
        return served.flatMap(kind -> TreeApi.join(snapshot.api().get(ref, kind)));
    }

    private static Map<String, Object> withoutValues(Map<String, Object> secret) {
        secret.remove("data");
        return secret;
    }

    @Override
    public <T extends HasMetadata> List<T> all(Class<T> type, String namespace) {
        return TreeApi.join(snapshot.listed(HasMetadata.getApiVersion(type), HasMetadata.getKind(type), namespace))
                .values()
                .stream()
                .map(tree -> Models.as(tree, type))
                .toList();
    }

    @Override
    public List<GenericKubernetesResource> externalSecrets(String namespace) {
        return List.of();
    }

    @Override
    public List<Event> warnings(String namespace) {
        return List.of();
    }

    @Override
    public Optional<SecretKeys> secret(String namespace, String name) {
        try {
            return one(new ObjectRef("v1", SECRET, Optional.of(namespace), name))
                    .map(tree -> SecretKeys.of(Models.as(tree, Secret.class)));
        } catch (KubernetesClientException unreadable) {
            return Optional.empty();
        }
    }

    @Override
    public Duration seenFor(String state) {
        return Duration.ZERO;
    }
}
