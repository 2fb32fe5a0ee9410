package dev.plumbline.readiness;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Another view, for tests that change one answer of it. */
class ForwardingView implements View {
    private final View other;

    ForwardingView(View other) {
        this.other = other;
    }

    @Override
    public <T extends HasMetadata> Optional<T> find(ObjectRef ref, Class<T> type) {
        return other.find(ref, type);
    }

    @Override
    public <T extends HasMetadata> List<T> all(Class<T> type, String namespace) {
        return other.all(type, namespace);
    }

    @Override
    public List<GenericKubernetesResource> externalSecrets(String namespace) {
        return other.externalSecrets(namespace);
    }

    @Override
    public List<Event> warnings(String namespace) {
        return other.warnings(namespace);
    }

    @Override
    public Optional<SecretKeys> secret(String namespace, String name) {
        return other.secret(namespace, name);
    }

    @Override
    public Duration seenFor(String state) {
        return other.seenFor(state);
    }
}
