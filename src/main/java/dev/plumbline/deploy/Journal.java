package dev.plumbline.deploy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The record of one deploy.
 *
 * @param environment its name
 * @param clusterUid which cluster it went to
 * @param started wall clock
 * @param took monotonic
 * @param steps in the plan's order
 * @param aftermath what was done about its failures
 */
public record Journal(
        String environment,
        String clusterUid,
        Instant started,
        Duration took,
        List<JournalEntry> steps,
        Aftermath aftermath) {
    public Journal {
        steps = List.copyOf(steps);
        // journals of earlier versions have none
        aftermath = aftermath == null ? Aftermath.none() : aftermath;
    }

    /** One of a deploy in which nothing failed. */
    public Journal(String environment, String clusterUid, Instant started, Duration took, List<JournalEntry> steps) {
        this(environment, clusterUid, started, took, steps, Aftermath.none());
    }

    /** Steps that failed themselves, not those that waited for them. */
    public List<JournalEntry> failures() {
        return steps.stream()
                .filter(step -> step.outcome() == StepState.Phase.FAILED)
                .toList();
    }

    /** Whether every step got ready. */
    public boolean succeeded() {
        return steps.stream()
                .allMatch(
                        step -> step.outcome() == StepState.Phase.READY || step.outcome() == StepState.Phase.UNCHANGED);
    }
}
