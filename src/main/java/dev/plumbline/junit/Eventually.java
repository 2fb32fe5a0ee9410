package dev.plumbline.junit;

import dev.plumbline.readiness.ChangingView;
import dev.plumbline.readiness.View;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

/**
 * Waits for what a cluster does by itself: looks again whenever a watched object changes, until what is asserted holds. What holds by
 * the watches is confirmed by reads of its own.
 */
public final class Eventually {
    /** Some things are not watched (Secrets), and a watch may be deaf for a while. */
    private static final Duration UNWATCHED = Duration.ofSeconds(1);

    private final ChangingView view;

    public Eventually(ChangingView view) {
        this.view = view;
    }

    /**
     * Returns when the assertion holds.
     *
     * @param deadline from now, on the monotonic clock
     * @param because what the deadline is made of, for the message
     * @param assertion looks at what it is given and nothing else
     * @throws AssertionError at the deadline, with what was last seen
     */
    public void holds(Duration deadline, String because, Consumer<View> assertion) {
        long end = System.nanoTime() + deadline.toNanos();
        while (true) {
            long version = view.version();
            try {
                assertion.accept(view);
                assertion.accept(view.fresh());
                return;
            } catch (AssertionError notYet) {
                Duration left = Duration.ofNanos(end - System.nanoTime());
                if (left.isNegative()) {
                    throw new AssertionError(
                            "not within %d s (%s):%n%s".formatted(deadline.toSeconds(), because, notYet.getMessage()),
                            notYet);
                }
                await(version, left.compareTo(UNWATCHED) < 0 ? left : UNWATCHED);
            }
        }
    }

    private void await(long version, Duration atMost) {
        try {
            view.awaitChange(version, atMost);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while waiting");
        }
    }
}
