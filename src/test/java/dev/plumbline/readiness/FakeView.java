package dev.plumbline.readiness;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A cluster that stands still.
 *
 * @param objects all that it holds
 * @param lasting for how long every state has been seen
 */
record FakeView(List<HasMetadata> objects, Duration lasting) implements View {
    private static final KubernetesSerialization YAML = new KubernetesSerialization();

    /** Objects of a YAML stream, seen for the first time. */
    static FakeView of(String... documents) {
        return new FakeView(
                Arrays.stream(documents)
                        .flatMap(document -> Stream.of(document.split("(?m)^---$")))
                        .filter(document -> !document.isBlank())
                        .map(document -> (HasMetadata) YAML.unmarshal(document))
                        .toList(),
                Duration.ZERO);
    }

    FakeView seenFor(Duration time) {
        return new FakeView(objects, time);
    }

    FakeView and(String... documents) {
        return new FakeView(
                Stream.concat(objects.stream(), of(documents).objects.stream()).toList(), lasting);
    }

    /** What the standard rules say of its first object. */
    Readiness assessFirst() {
        return assessFirst(ReadinessRules.standard());
    }

    Readiness assessFirst(ReadinessRules rules) {
        return rules.assess(ObjectRef.of(objects.get(0)), this);
    }

    @Override
    public <T extends HasMetadata> Optional<T> find(ObjectRef ref, Class<T> type) {
        return objects.stream()
                .filter(object -> ObjectRef.of(object).equals(ref))
                .map(type::cast)
                .findFirst();
    }

    @Override
    public <T extends HasMetadata> List<T> all(Class<T> type, String namespace) {
        return objects.stream()
                .filter(type::isInstance)
                .map(type::cast)
                .filter(object -> Objects.equals(object.getMetadata().getNamespace(), namespace))
                .toList();
    }

    @Override
    public List<GenericKubernetesResource> externalSecrets(String namespace) {
        return all(GenericKubernetesResource.class, namespace).stream()
                .filter(object -> object.getKind().equals("ExternalSecret"))
                .toList();
    }

    @Override
    public List<Event> warnings(String namespace) {
        return all(Event.class, namespace);
    }

    @Override
    public Optional<SecretKeys> secret(String namespace, String name) {
        return all(Secret.class, namespace).stream()
                .filter(secret -> secret.getMetadata().getName().equals(name))
                .map(SecretKeys::of)
                .findFirst();
    }

    @Override
    public Duration seenFor(String state) {
        return lasting;
    }
}
