package dev.plumbline.diagnose;

import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a container that does not stay up ended.
 *
 * @param who pod and container
 * @param exitCode of its last run
 * @param words the last line of that run's log; empty if it said nothing
 */
record LastWords(String who, int exitCode, String words) {

    /** Empty while the container has not failed. */
    static Optional<LastWords> of(Pod pod, ContainerStatus container, Optional<String> log) {
        return Stream.of(container.getState(), container.getLastState())
                .filter(state -> state != null && state.getTerminated() != null)
                .map(state -> state.getTerminated())
                .map(ContainerStateTerminated::getExitCode)
                .filter(code -> code != null && code != 0)
                .findFirst()
                .map(code -> new LastWords(
                        "container %s of pod %s"
                                .formatted(
                                        container.getName(), pod.getMetadata().getName()),
                        code,
                        log.flatMap(LastWords::lastLine).orElse("")));
    }

    String sentence() {
        return "%s ends with exit code %d%s".formatted(who, exitCode, words.isEmpty() ? "" : "; it says: " + words);
    }

    private static Optional<String> lastLine(String log) {
        return log.lines().map(String::strip).filter(line -> !line.isEmpty()).reduce((first, second) -> second);
    }
}
