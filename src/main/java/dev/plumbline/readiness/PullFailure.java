package dev.plumbline.readiness;

import dev.plumbline.readiness.Readiness.NotYet;
import dev.plumbline.readiness.Readiness.Terminal;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An image that cannot be pulled. The kubelet tries for ever, and a registry may only have stumbled, so two pulls have to fail; one is
 * enough, once the kubelet backs off, when the registry answered that there is no such image or that it may not be had.
 */
final class PullFailure {

    private static final Pattern ANSWERED = Pattern.compile(
            "not found|manifest unknown|name unknown|does not exist|pull access denied|insufficient_scope|unauthorized"
                    + "|authorization failed|no basic auth|403 Forbidden|401 Unauthorized",
            Pattern.CASE_INSENSITIVE);

    private final Pod pod;
    private final String container;
    private final View view;

    PullFailure(Pod pod, String container, View view) {
        this.pod = pod;
        this.container = container;
        this.view = view;
    }

    Readiness assess(String reason, String message, String who) {
        List<Event> failures = view.warningsOf(pod).stream()
                .filter(event -> "Failed".equals(event.getReason()))
                .filter(event -> Events.message(event).startsWith("Failed to pull image"))
                .filter(this::isOfContainer)
                .toList();
        int pulls = failures.stream().mapToInt(Events::count).sum();
        String cause = failures.stream()
                .max(Comparator.comparing(Events::time))
                .map(Events::message)
                .orElse(message);
        boolean lasting = Graces.isOver(Graces.PULL, view, pod.getMetadata().getUid() + "/" + container + "/pull");
        boolean answered = "ImagePullBackOff".equals(reason)
                && ANSWERED.matcher(cause + message).find();
        String text = who + ": " + reason + (cause.isEmpty() ? "" : ": " + cause);
        if (pulls >= Graces.PULLS || lasting || answered) {
            return new Terminal(text + (pulls > 1 ? " (" + pulls + " pulls failed)" : ""));
        }
        return new NotYet(text);
    }

    private boolean isOfContainer(Event event) {
        String path =
                Optional.ofNullable(event.getInvolvedObject().getFieldPath()).orElse("");
        return path.isEmpty() || path.contains("{" + container + "}");
    }
}
