package dev.plumbline.readiness;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Listable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * A cluster at one moment, through one LIST for each kind and namespace that somebody asks for. For a look that does not wait: what is
 * not ready here may be so a second later. Nothing that only explains is read.
 */
public final class ListedView implements View {
    private final Map<String, List<? extends HasMetadata>> lists = new ConcurrentHashMap<>();
    private final KubernetesClient client;
    private final KindAccess access;
    private final FreshView fresh;

    public ListedView(KubernetesClient client) {
        this.client = client;
        this.access = new KindAccess(client);
        this.fresh = new FreshView(client, access, this);
    }

    @Override
    public <T extends HasMetadata> Optional<T> find(ObjectRef ref, Class<T> type) {
        if (type == Secret.class) {
            return fresh.find(ref, type);
        }
        String kind = type == GenericKubernetesResource.class ? ref.apiVersion() + "/" + ref.kind() : type.getName();
        return this.<T>listed(kind + " " + ref.namespace().orElse(""), () -> access.of(ref, type)).stream()
                .filter(each -> each.getMetadata().getName().equals(ref.name()))
                .findFirst();
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
        return fresh.secret(namespace, name);
    }

    @Override
    public Duration seenFor(String state) {
        return Duration.ZERO;
    }

    @Override
    public <T extends HasMetadata> List<T> all(Class<T> type, String namespace) {
        return listed(
                type.getName() + " " + namespace,
                () -> Optional.of(client.resources(type).inNamespace(namespace)));
    }

    @SuppressWarnings("unchecked") // the key tells the type
    private <T extends HasMetadata> List<T> listed(String key, Supplier<Optional<? extends Listable<?>>> source) {
        return (List<T>) lists.computeIfAbsent(key, same -> source.get()
                .map(kind -> ((KubernetesResourceList<? extends HasMetadata>) kind.list()).getItems())
                .orElse(List.of()));
    }
}
