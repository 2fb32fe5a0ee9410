package dev.plumbline.deploy;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Lets those who write go before those who note and look. What is written first starts its pods at once, and on a small machine they,
 * the API server and we share the processors: what we read meanwhile makes the last write late, and with it the whole deploy.
 */
final class RightOfWay {
    /** Several Helm calls at once take some tenths of a second; one that hangs keeps nobody from looking. */
    private static final Duration LONGEST = Duration.ofMillis(400);

    private int writing;

    void write(Runnable call) {
        count(1);
        try {
            call.run();
        } finally {
            count(-1);
        }
    }

    /** Returns when nobody writes, after a while in any case, and at once when interrupted, which stays noticed. */
    synchronized void giveWay() {
        long end = System.nanoTime() + LONGEST.toNanos();
        try {
            for (long left = LONGEST.toNanos(); writing > 0 && left > 0; left = end - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void count(int more) {
        writing += more;
        notifyAll();
    }
}
