package dev.plumbline.conformance.behaviour;

import dev.plumbline.environment.ServiceSettings;
import dev.plumbline.observe.Observed;
import dev.plumbline.readiness.ObjectRef;
import dev.plumbline.readiness.Readiness;
import dev.plumbline.readiness.ReadinessRules;
import dev.plumbline.readiness.View;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** One pod more of a service, with something of its configuration missing. No selector finds it; it goes when it is closed. */
final class SparePod implements AutoCloseable {
    private static final String LABEL = "plumbline.dev/spare";

    private final KubernetesClient client;
    private final Pod pod;
    private final List<HasMetadata> objects;

    private SparePod(KubernetesClient client, Pod pod, List<HasMetadata> objects) {
        this.client = client;
        this.pod = pod;
        this.objects = objects;
    }

    /** Takes its environment from a copy of infra-config without that key. */
    static SparePod lackingConfig(KubernetesClient client, Observed observed, ServiceSettings service, String key) {
        String name = "lacks-" + key.toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        ConfigMap config = new ConfigMapBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(observed.environment().namespace())
                .endMetadata()
                .withData(observed.infraConfig().entries())
                .removeFromData(key)
                .build();
        Pod pod = of(observed, service, name, container -> {
            container.getEnvFrom().forEach(source -> source.getConfigMapRef().setName(name));
            return container;
        });
        return started(client, pod, List.of(config));
    }

    /** Asks for a key that the Secret of the credentials does not have. */
    static SparePod askingForCredential(
            KubernetesClient client, Observed observed, ServiceSettings reader, String key) {
        Pod pod = of(observed, reader, "asks-" + key, container -> {
            container.getEnv().stream()
                    .map(EnvVar::getValueFrom)
                    .filter(from -> from != null && from.getSecretKeyRef() != null)
                    .forEach(from -> from.getSecretKeyRef().setKey(key));
            return container;
        });
        return started(client, pod, List.of());
    }

    String name() {
        return pod.getMetadata().getName();
    }

    Pod pod() {
        return pod;
    }

    /** What who waits for it is told: the pod, and why it is not ready; {@code ready} if it is. */
    String verdict(View view) {
        ObjectRef ref = new ObjectRef("v1", "Pod", Optional.of(pod.getMetadata().getNamespace()), name());
        Readiness readiness = ReadinessRules.standard().assess(ref, view);
        if (readiness instanceof Readiness.NotYet notYet) {
            return ref + ": not ready: " + notYet.observed();
        }
        return readiness instanceof Readiness.Terminal terminal ? ref + ": never ready: " + terminal.reason() : "ready";
    }

    @Override
    public void close() {
        objects.forEach(object -> client.resource(object).withGracePeriod(0).delete());
    }

    private static SparePod started(KubernetesClient client, Pod pod, List<HasMetadata> others) {
        List<HasMetadata> objects = new ArrayList<>(others);
        objects.add(pod);
        SparePod spare = new SparePod(client, pod, objects);
        try {
            objects.forEach(object -> client.resource(object).create());
            return spare;
        } catch (RuntimeException failure) {
            spare.close();
            throw failure;
        }
    }

    private static Pod of(Observed observed, ServiceSettings service, String name, UnaryOperator<Container> changed) {
        // a copy: what was observed is shared, and never changed
        PodSpec spec =
                Serialization.clone(observed.deploymentOf(service).template().getSpec());
        spec.setTopologySpreadConstraints(List.of());
        spec.setTerminationGracePeriodSeconds(0L);
        // it goes at once, without the pause in which a pod that served would still serve
        spec.getContainers().forEach(container -> container.setLifecycle(null));
        spec.setContainers(spec.getContainers().stream().map(changed).toList());
        return new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(observed.environment().namespace())
                .addToLabels(LABEL, name)
                .endMetadata()
                .withSpec(spec)
                .build();
    }
}
