package dev.plumbline.readiness;

import dev.plumbline.readiness.Readiness.NotYet;
import dev.plumbline.readiness.Readiness.Terminal;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.Optional;

/**
 * A container that ended and is started again. A first crash or two are normal where something it needs comes up beside it, so three
 * restarts and half a minute are asked for.
 */
final class CrashLoop {
    private final Pod pod;
    private final ContainerStatus container;
    private final View view;

    CrashLoop(Pod pod, ContainerStatus container, View view) {
        this.pod = pod;
        this.container = container;
        this.view = view;
    }

    Readiness assess(String waitingReason, ContainerStateTerminated last, String who) {
        int restarts = Replicas.orZero(container.getRestartCount());
        boolean lasting = Graces.isOver(
                Graces.CRASH_LOOP, view, pod.getMetadata().getUid() + "/" + container.getName() + "/crash");
        String text = "%s: %s, last with %s".formatted(who, times(restarts), ending(last));
        boolean looping = "CrashLoopBackOff".equals(waitingReason);
        if (looping && restarts >= Graces.RESTARTS && lasting) {
            return new Terminal(text + lastWords(last) + look());
        }
        return new NotYet((looping ? "CrashLoopBackOff: " : "") + text + lastWords(last));
    }

    private static String times(int restarts) {
        return restarts == 0 ? "ended" : "restarted " + restarts + (restarts == 1 ? " time" : " times");
    }

    /** {@code exit code 137 (OOMKilled)} */
    private static String ending(ContainerStateTerminated last) {
        String code = last.getExitCode() == null ? "no exit code" : "exit code " + last.getExitCode();
        String reason = Optional.ofNullable(last.getReason()).orElse("");
        return code + (reason.isEmpty() ? "" : " (" + reason + ")");
    }

    /** The last line that the container left as its termination message, or that the runtime gave for not starting it. */
    private static String lastWords(ContainerStateTerminated last) {
        String message = Optional.ofNullable(last.getMessage()).orElse("").strip();
        String line = message.substring(message.lastIndexOf('\n') + 1).strip();
        return line.isEmpty() ? "" : ": \"" + line + "\"";
    }

    private String look() {
        return ". Look: kubectl -n %s logs %s -c %s --previous"
                .formatted(pod.getMetadata().getNamespace(), pod.getMetadata().getName(), container.getName());
    }
}
