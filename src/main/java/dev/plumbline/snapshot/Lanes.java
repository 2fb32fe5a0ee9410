package dev.plumbline.snapshot;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Requests side by side, but no more than so many: each one at once opens a connection of its own over HTTP/1.1, and a TLS handshake
 * costs a cold JVM more than a small LIST. Waits for nothing itself.
 */
final class Lanes {
    private final List<CompletableFuture<?>> tails = new ArrayList<>();
    private int next;

    /** @param count how many requests may be under way, at least 1 */
    Lanes(int count) {
        for (int i = 0; i < count; i++) {
            tails.add(CompletableFuture.completedFuture(null));
        }
    }

    /** Sends a request when the one before it in its lane is over, however that went. */
    synchronized <T> CompletableFuture<T> send(Supplier<CompletableFuture<T>> request) {
        int lane = next;
        next = (next + 1) % tails.size();
        CompletableFuture<T> answer =
                tails.get(lane).handle((before, failure) -> null).thenCompose(free -> request.get());
        tails.set(lane, answer);
        return answer;
    }
}
