package dev.plumbline.deploy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** One step on its way: what others wait on, and what the journal will say. */
final class StepRun {
    private final PlannedStep planned;
    private final DeployListener listener;
    private final CompletableFuture<Void> sent = new CompletableFuture<>();
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private volatile Instant started;
    private volatile Instant sentAt;
    private volatile Instant readyAt;
    private volatile long startedNanos;
    private volatile StepState.Phase phase = StepState.Phase.WAITING;
    private volatile String detail = "";

    StepRun(PlannedStep planned, DeployListener listener) {
        this.planned = planned;
        this.listener = listener;
    }

    PlannedStep planned() {
        return planned;
    }

    CompletableFuture<Void> reached(Milestone milestone) {
        return milestone == Milestone.SENT ? sent : ready;
    }

    void waitsFor(String others) {
        move(StepState.Phase.WAITING, others);
    }

    void starts() {
        started = Instant.now();
        startedNanos = System.nanoTime();
        move(StepState.Phase.SENDING, "");
    }

    void isSent() {
        sentAt = Instant.now();
        move(StepState.Phase.SETTLING, "");
        sent.complete(null);
    }

    void triesAgain(String why) {
        move(StepState.Phase.SENDING, why);
    }

    void observes(String what) {
        move(StepState.Phase.SETTLING, what);
    }

    void isReady() {
        readyAt = Instant.now();
        move(
                planned.change().writes() || planned.step() instanceof Step.Gate
                        ? StepState.Phase.READY
                        : StepState.Phase.UNCHANGED,
                "");
        ready.complete(null);
    }

    /** After everything else is over; the outcome for the journal stays what it was. */
    void goesBack(String what) {
        tell(StepState.Phase.RESTORING, what);
    }

    void isBack(String what) {
        tell(StepState.Phase.RESTORED, what);
    }

    boolean hasFailed() {
        return phase == StepState.Phase.FAILED;
    }

    void ends(StepState.Phase how, String why) {
        StepFailed failed = new StepFailed(planned.step().id());
        try {
            move(how, why);
        } finally {
            sent.completeExceptionally(failed);
            ready.completeExceptionally(failed);
        }
    }

    private void move(StepState.Phase to, String what) {
        phase = to;
        detail = what;
        tell(to, what);
    }

    private void tell(StepState.Phase to, String what) {
        Duration elapsed = started == null ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - startedNanos);
        synchronized (listener) {
            listener.changed(new StepState(planned.step().id(), to, elapsed, what));
        }
    }

    JournalEntry journalEntry() {
        return new JournalEntry(
                planned.step().id(),
                planned.step() instanceof Step.Gate
                        ? "gate"
                        : planned.change().getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT),
                phase,
                Optional.ofNullable(started),
                Optional.ofNullable(sentAt),
                Optional.ofNullable(readyAt),
                detail);
    }

    /** Tells the steps behind this one that it will not come. */
    static final class StepFailed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        StepFailed(String step) {
            super(step, null, false, false);
        }
    }
}
