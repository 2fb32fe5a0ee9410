package dev.plumbline.readiness;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A live cluster through watches, one for each kind and namespace that somebody asks for, started at the first question and shared by
 * all waits of a run. Close it before the client. Secrets are never watched (a namespace's release Secrets alone may be megabytes) and
 * their values never kept: their keys are read when a rule asks.
 */
public final class LiveView implements ChangingView, AutoCloseable {

    private static final String EXTERNAL_SECRETS = "external-secrets.io";

    private final ChangeSignal signal = new ChangeSignal();
    private final Informers informers = new Informers(signal);
    private final Sightings sightings = new Sightings(System::nanoTime);
    private final KubernetesClient client;
    private final KindAccess access;
    private final FreshView fresh;

    /** @param client of the target cluster; its own retries should be off. It is not closed with the view. */
    public LiveView(KubernetesClient client) {
        this.client = client;
        this.access = new KindAccess(client);
        this.fresh = new FreshView(client, access, this);
    }

    @Override
    public View fresh() {
        return fresh;
    }

    @Override
    public long version() {
        return signal.version();
    }

    @Override
    public void awaitChange(long version, Duration atMost) throws InterruptedException {
        signal.await(version, atMost);
    }

    @Override
    public <T extends HasMetadata> Optional<T> find(ObjectRef ref, Class<T> type) {
        if (type == Secret.class) {
            return fresh.find(ref, type);
        }
        String kind = type == GenericKubernetesResource.class ? ref.apiVersion() + "/" + ref.kind() : type.getName();
        Informers.Key key = new Informers.Key(kind, ref.namespace().orElse(""));
        Optional<SharedIndexInformer<T>> watch = informers.get(key, () -> access.of(ref, type));
        return watch.isEmpty()
                ? fresh.find(ref, type)
                : watch.get().getStore().list().stream()
                        .filter(each -> Objects.equals(each.getMetadata().getName(), ref.name()))
                        .findFirst();
    }

    @Override
    public List<GenericKubernetesResource> externalSecrets(String namespace) {
        Informers.Key key = new Informers.Key(EXTERNAL_SECRETS, namespace);
        return informers
                .<GenericKubernetesResource>get(key, () -> access.preferredVersion(EXTERNAL_SECRETS)
                        .map(version -> new ObjectRef(version, "ExternalSecret", Optional.of(namespace), ""))
                        .flatMap(ref -> access.of(ref, GenericKubernetesResource.class)))
                .map(watch -> watch.getStore().list())
                .orElse(List.of());
    }

    @Override
    public List<Event> warnings(String namespace) {
        Informers.Key key = new Informers.Key("warnings", namespace);
        return informers
                .<Event>get(
                        key,
                        () -> Optional.of(
                                client.v1().events().inNamespace(namespace).withField("type", "Warning")))
                .map(watch -> watch.getStore().list())
                .orElse(List.of());
    }

    @Override
    public Optional<SecretKeys> secret(String namespace, String name) {
        return fresh.secret(namespace, name);
    }

    @Override
    public Duration seenFor(String state) {
        return sightings.since(state);
    }

    @Override
    public <T extends HasMetadata> List<T> all(Class<T> type, String namespace) {
        Informers.Key key = new Informers.Key(type.getName(), namespace);
        return informers
                .<T>get(key, () -> Optional.of(client.resources(type).inNamespace(namespace)))
                .map(watch -> watch.getStore().list())
                .orElse(List.of());
    }

    /** Ends the watches and wakes who waits. */
    @Override
    public void close() {
        informers.close();
    }
}
