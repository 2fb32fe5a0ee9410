package dev.plumbline.readiness;

import dev.plumbline.readiness.Readiness.NotYet;
import dev.plumbline.readiness.Readiness.Ready;
import dev.plumbline.readiness.Readiness.Terminal;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Why a pod is not ready, and whether waiting will help. */
final class PodCause {
    private final Pod pod;
    private final PodStatus status;
    private final View view;

    private PodCause(Pod pod, View view) {
        this.pod = pod;
        this.status = Optional.ofNullable(pod.getStatus()).orElseGet(PodStatus::new);
        this.view = view;
    }

    static Readiness of(Pod pod, View view) {
        return new PodCause(pod, view).assess();
    }

    private Readiness assess() {
        if (condition("Ready").filter(Condition::isTrue).isPresent()) {
            return new Ready();
        }
        if (pod.getMetadata().getDeletionTimestamp() != null) {
            return new NotYet("is being deleted");
        }
        List<Readiness> containers = containers().toList();
        Optional<Readiness> terminal =
                containers.stream().filter(Terminal.class::isInstance).findFirst();
        if (terminal.isPresent()) {
            return terminal.get();
        }
        return unscheduled()
                .or(() -> containers.stream().filter(NotYet.class::isInstance).findFirst())
                .orElseGet(() -> new NotYet(phase()));
    }

    private Stream<Readiness> containers() {
        return Stream.of(status.getInitContainerStatuses(), status.getContainerStatuses())
                .flatMap(list -> Optional.ofNullable(list).stream().flatMap(List::stream))
                .map(this::container);
    }

    private Readiness container(ContainerStatus container) {
        return new ContainerCause(pod, container, view).assess();
    }

    /** No node yet. A node may be added, so this is final only when the wait is over. */
    private Optional<Readiness> unscheduled() {
        return condition("PodScheduled")
                .filter(Condition::isFalse)
                .map(condition -> new NotYet("cannot be scheduled: "
                        + (condition.message().isEmpty() ? condition.reason() : condition.message())));
    }

    private String phase() {
        String phase = Optional.ofNullable(status.getPhase()).orElse("Pending");
        String reason = status.getReason() == null ? "" : " (" + status.getReason() + ": " + status.getMessage() + ")";
        Optional<Event> warning = view.lastWarning(pod);
        return phase + reason + warning.map(event -> "; " + Events.text(event)).orElse("");
    }

    private Optional<Condition> condition(String type) {
        return Condition.find(status.getConditions(), type, PodCause::read);
    }

    private static Condition read(PodCondition condition) {
        return new Condition(condition.getType(), condition.getStatus(), condition.getReason(), condition.getMessage());
    }
}
