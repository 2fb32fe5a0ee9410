package dev.plumbline.diagnose;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.ContainerResource;
import java.util.Optional;

/** What a container said at the end, of this run of it or of the one before. */
final class ContainerLogs {
    /** The cause stands at the end; a chatty service would fill the disk. */
    private static final int LINES = 500;

    private static final int CHARACTERS = 256 * 1024;

    private final KubernetesClient client;

    ContainerLogs(KubernetesClient client) {
        this.client = client;
    }

    /** Empty where the container never ran, or its log cannot be had. */
    Optional<String> current(Pod pod, ContainerStatus container) {
        return started(container) ? tail(pod, container.getName(), false) : Optional.empty();
    }

    /** Of the run before the last restart; empty if it was never restarted. */
    Optional<String> previous(Pod pod, ContainerStatus container) {
        return Optional.ofNullable(container.getRestartCount()).orElse(0) > 0
                ? tail(pod, container.getName(), true)
                : Optional.empty();
    }

    private static boolean started(ContainerStatus container) {
        return container.getContainerID() != null && !container.getContainerID().isEmpty();
    }

    private Optional<String> tail(Pod pod, String container, boolean previous) {
        ContainerResource resource = client.pods()
                .inNamespace(pod.getMetadata().getNamespace())
                .withName(pod.getMetadata().getName())
                .inContainer(container);
        try {
            return Optional.ofNullable(
                            previous
                                    ? resource.terminated().tailingLines(LINES).getLog()
                                    : resource.tailingLines(LINES).getLog())
                    .filter(log -> !log.isBlank())
                    .map(log -> log.substring(Math.max(0, log.length() - CHARACTERS)));
        } catch (KubernetesClientException gone) {
            return Optional.empty();
        }
    }
}
