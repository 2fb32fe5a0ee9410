package dev.plumbline.local;

import java.time.Duration;

/** Time as people read it in a progress line. */
final class Spent {
    private Spent() {}

    /** {@code 7 s} or {@code 12m05s}. */
    static String text(Duration duration) {
        long seconds = Math.round(duration.toMillis() / 1000.0);
        return seconds < 60 ? seconds + " s" : "%dm%02ds".formatted(seconds / 60, seconds % 60);
    }

    static Duration since(long startNanos) {
        return Duration.ofNanos(System.nanoTime() - startNanos);
    }
}
