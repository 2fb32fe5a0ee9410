package dev.plumbline.readiness;

import dev.plumbline.readiness.Readiness.NotYet;
import dev.plumbline.readiness.Readiness.Ready;
import dev.plumbline.readiness.Readiness.Terminal;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Why a container does not run, or runs and is not ready. */
final class ContainerCause {

    /** Nothing about the image name or the node's store changes by itself. */
    private static final Set<String> FINAL = Set.of("InvalidImageName", "ErrImageNeverPull");

    private static final Set<String> PULLING = Set.of("ErrImagePull", "ImagePullBackOff", "RegistryUnavailable");

    private final Pod pod;
    private final ContainerStatus container;
    private final View view;

    ContainerCause(Pod pod, ContainerStatus container, View view) {
        this.pod = pod;
        this.container = container;
        this.view = view;
    }

    Readiness assess() {
        ContainerState state = Optional.ofNullable(container.getState()).orElseGet(ContainerState::new);
        if (Boolean.TRUE.equals(container.getReady()) || finished(state)) {
            return new Ready();
        }
        ContainerStateWaiting waiting = Optional.ofNullable(state.getWaiting()).orElseGet(ContainerStateWaiting::new);
        String reason = Optional.ofNullable(waiting.getReason()).orElse("");
        String message = Optional.ofNullable(waiting.getMessage()).orElse("").strip();
        Optional<ContainerStateTerminated> crash = lastCrash(state);
        if (FINAL.contains(reason)) {
            return new Terminal(who() + ": " + reason + detail(message));
        }
        if (PULLING.contains(reason)) {
            return new PullFailure(pod, container.getName(), view).assess(reason, message, who());
        }
        if ("CreateContainerConfigError".equals(reason)) {
            return new MissingConfiguration(pod, container.getName(), view).assess(message, who());
        }
        if (crash.isPresent()) {
            return new CrashLoop(pod, container, view).assess(reason, crash.get(), who());
        }
        return reason.isEmpty() ? running(state) : new NotYet(reason + detail(message) + warning());
    }

    private static boolean finished(ContainerState state) {
        return state.getTerminated() != null
                && Objects.equals(state.getTerminated().getExitCode(), 0);
    }

    private static Optional<ContainerStateTerminated> lastCrash(ContainerState state, ContainerState last) {
        return Stream.of(state, last)
                .filter(Objects::nonNull)
                .map(ContainerState::getTerminated)
                .filter(Objects::nonNull)
                .findFirst();
    }

    private Optional<ContainerStateTerminated> lastCrash(ContainerState state) {
        return lastCrash(state, container.getLastState());
    }

    private Readiness running(ContainerState state) {
        String what = state.getRunning() == null
                ? "container " + container.getName() + " has not started"
                : "container " + container.getName() + " runs, not ready yet";
        return new NotYet(what + warning());
    }

    /** The newest warning: what the probe answered, which volume cannot be mounted. */
    private String warning() {
        return view.lastWarning(pod).map(event -> "; " + Events.text(event)).orElse("");
    }

    private String who() {
        return "container " + container.getName() + " (image " + image() + ")";
    }

    /** As it was written in the pod: the status may hold a digest or nothing. */
    private String image() {
        PodSpec spec = Optional.ofNullable(pod.getSpec()).orElseGet(PodSpec::new);
        return Stream.of(spec.getInitContainers(), spec.getContainers())
                .flatMap(list -> Optional.ofNullable(list).stream().flatMap(List::stream))
                .filter(each -> Objects.equals(each.getName(), container.getName()))
                .map(Container::getImage)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseGet(() -> String.valueOf(container.getImage()));
    }

    private static String detail(String message) {
        return message.isEmpty() ? "" : ": " + message;
    }
}
