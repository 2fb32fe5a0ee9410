package dev.plumbline.readiness;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** Remembers when each state was first seen, by a monotonic clock. */
final class Sightings {
    private final Map<String, Long> first = new ConcurrentHashMap<>();
    private final LongSupplier nanoTime;

    Sightings(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    Duration since(String state) {
        long now = nanoTime.getAsLong();
        return Duration.ofNanos(now - first.computeIfAbsent(state, unseen -> now));
    }
}
