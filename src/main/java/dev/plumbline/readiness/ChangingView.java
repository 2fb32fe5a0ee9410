package dev.plumbline.readiness;

import java.time.Duration;

/** A view of something that changes by itself, and that says when it did. */
public interface ChangingView extends View {

    /** The same through reads of their own at this moment: for verdicts that a cache that lags behind must not decide. */
    View fresh();

    /** Grows with each change. Read it before looking, so that no change is lost. */
    long version();

    /**
     * Returns when something has changed since, or the time is over.
     *
     * @param version what {@link #version()} said before the last look
     */
    void awaitChange(long version, Duration atMost) throws InterruptedException;
}
