package dev.plumbline.readiness;

import dev.plumbline.readiness.Readiness.NotYet;
import dev.plumbline.readiness.Readiness.Terminal;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What keeps the pods of a workload from being ready.
 *
 * @param terminal the first that waiting will not help
 * @param waiting one text for each other pod that is not ready
 */
record PodTroubles(Optional<Terminal> terminal, List<String> waiting) {
    PodTroubles {
        waiting = List.copyOf(waiting);
    }

    static PodTroubles of(List<Pod> pods, View view) {
        Optional<Terminal> terminal = Optional.empty();
        List<String> waiting = new ArrayList<>();
        for (Pod pod : pods) {
            Readiness readiness = PodCause.of(pod, view);
            String who = "pod " + pod.getMetadata().getName() + ": ";
            if (readiness instanceof Terminal found && terminal.isEmpty()) {
                terminal = Optional.of(new Terminal(who + found.reason()));
            } else if (readiness instanceof NotYet found) {
                waiting.add(who + found.observed());
            }
        }
        return new PodTroubles(terminal, waiting);
    }

    /** {@code ; pod x: ContainerCreating (and 1 more)}; empty when no pod is in trouble. */
    String waitingText() {
        if (waiting.isEmpty()) {
            return "";
        }
        return "; " + waiting.get(0) + (waiting.size() > 1 ? " (and " + (waiting.size() - 1) + " more)" : "");
    }

    /** The verdict on a workload that is not complete. */
    Readiness orWaiting(String observed) {
        return terminal.<Readiness>map(each -> each).orElseGet(() -> new NotYet(observed + waitingText()));
    }
}
