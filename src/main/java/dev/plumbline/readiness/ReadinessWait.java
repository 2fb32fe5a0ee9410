package dev.plumbline.readiness;

import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Waits until objects are ready. Any number of waits may run at once on one view, each in a thread of its own that sleeps until
 * something changes.
 */
public final class ReadinessWait {
    private final ReadinessRules rules;
    private final ChangingView view;
    private final LongSupplier nanoTime;

    /** Waits with these rules on that view. */
    public ReadinessWait(ReadinessRules rules, ChangingView view) {
        this(rules, view, System::nanoTime);
    }

    ReadinessWait(ReadinessRules rules, ChangingView view, LongSupplier nanoTime) {
        this.rules = rules;
        this.view = view;
        this.nanoTime = nanoTime;
    }

    /**
     * Returns when all are ready, when one never will be, or at the deadline. A verdict of the watches is confirmed by a read of its
     * own before it counts, and so is the time-out.
     *
     * @param objects which; none at all is refused, since nothing could fail
     * @param deadline from now, on the monotonic clock
     * @param progress called in this thread whenever what is waited for changes
     * @throws UnknownKindException before anything is read, when a kind has no rule
     * @throws CancellationException when the thread is interrupted; its flag is set again
     */
    public WaitResult await(Collection<ObjectRef> objects, Duration deadline, Consumer<Progress> progress) {
        if (objects.isEmpty()) {
            throw new IllegalArgumentException("Nothing to wait for: the list of objects is empty");
        }
        rules.requireKnown(objects);
        try {
            return new WaitRun(rules, view, nanoTime, objects, deadline, progress).run();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CancellationException("Interrupted while waiting for "
                    + objects.iterator().next() + (objects.size() > 1 ? " and " + (objects.size() - 1) + " more" : ""));
        }
    }

    /** The same without progress. */
    public WaitResult await(Collection<ObjectRef> objects, Duration deadline) {
        return await(objects, deadline, progress -> {});
    }
}
