package dev.plumbline.readiness;

import dev.plumbline.readiness.Readiness.Ready;
import dev.plumbline.readiness.Readiness.Terminal;
import io.fabric8.kubernetes.api.model.Pod;

/** Ready, or done: a pod of its own that ended well has done its work, one that failed will not be started again. */
final class PodRule implements ReadinessRule<Pod> {

    @Override
    public Readiness assess(Pod pod, View view) {
        String phase =
                pod.getStatus() == null ? "" : String.valueOf(pod.getStatus().getPhase());
        if ("Succeeded".equals(phase)) {
            return new Ready();
        }
        Readiness cause = PodCause.of(pod, view);
        if ("Failed".equals(phase) && cause instanceof Readiness.NotYet notYet) {
            return new Terminal("has failed: " + notYet.observed());
        }
        return cause;
    }
}
