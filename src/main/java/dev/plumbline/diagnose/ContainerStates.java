package dev.plumbline.diagnose;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How each container is and how it last ended, one line each: what {@code kubectl describe} spreads over two pages. */
final class ContainerStates {
    private ContainerStates() {}

    static String of(List<Pod> pods) {
        return pods.stream()
                .map(pod -> pod(pod)
                        + statuses(pod)
                                .map(container -> "  " + container(container) + "\n")
                                .collect(Collectors.joining()))
                .collect(Collectors.joining("\n"));
    }

    /** Containers as the kubelet sees them, those that initialise first. */
    static Stream<ContainerStatus> statuses(Pod pod) {
        PodStatus status = Optional.ofNullable(pod.getStatus()).orElseGet(PodStatus::new);
        return Stream.of(status.getInitContainerStatuses(), status.getContainerStatuses())
                .flatMap(list -> Optional.ofNullable(list).stream().flatMap(List::stream));
    }

    private static String pod(Pod pod) {
        PodStatus status = Optional.ofNullable(pod.getStatus()).orElseGet(PodStatus::new);
        return "pod %s/%s: %s%s%s, created %s%n"
                .formatted(
                        pod.getMetadata().getNamespace(),
                        pod.getMetadata().getName(),
                        status.getPhase(),
                        status.getReason() == null ? "" : " (" + status.getReason() + ")",
                        status.getMessage() == null ? "" : ": " + status.getMessage(),
                        pod.getMetadata().getCreationTimestamp());
    }

    private static String container(ContainerStatus container) {
        return "%s (image %s): %s, %s, restarted %d times; before: %s"
                .formatted(
                        container.getName(),
                        container.getImage(),
                        state(container.getState()),
                        Boolean.TRUE.equals(container.getReady()) ? "ready" : "not ready",
                        Optional.ofNullable(container.getRestartCount()).orElse(0),
                        state(container.getLastState()));
    }

    private static String state(ContainerState state) {
        if (state != null && state.getRunning() != null) {
            return "running since " + state.getRunning().getStartedAt();
        }
        if (state != null && state.getTerminated() != null) {
            return "ended with exit code %s at %s%s%s"
                    .formatted(
                            state.getTerminated().getExitCode(),
                            state.getTerminated().getFinishedAt(),
                            text(" (", state.getTerminated().getReason(), ")"),
                            text(": ", state.getTerminated().getMessage(), ""));
        }
        return state != null && state.getWaiting() != null
                ? "waiting" + text(" (", state.getWaiting().getReason(), ")")
                        + text(": ", state.getWaiting().getMessage(), "")
                : "nothing";
    }

    private static String text(String before, String text, String after) {
        return text == null || text.isBlank() ? "" : before + text.strip() + after;
    }
}
