package dev.plumbline.readiness;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Informable;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Watches that are started when first asked for and shared by all who ask. One that cannot start (a kind not served yet, no right to
 * list) is tried again a little later; meanwhile there is none.
 */
final class Informers implements AutoCloseable {

    /** A first LIST of some hundred objects takes tens of milliseconds; a server that needs longer is in trouble of its own. */
    private static final Duration START = Duration.ofSeconds(10);

    /** Between attempts at a watch that did not start. */
    private static final Duration AGAIN = Duration.ofSeconds(2);

    /** @param type class, or version and kind @param scope namespace or selector */
    record Key(String type, String scope) {}

    private record Watching(CompletableFuture<SharedIndexInformer<?>> informer, long since) {
        boolean failedLongAgo() {
            return informer.isCompletedExceptionally() && System.nanoTime() - since > AGAIN.toNanos();
        }
    }

    private final Map<Key, Watching> started = new ConcurrentHashMap<>();
    private final ChangeSignal signal;
    private volatile boolean closed;

    Informers(ChangeSignal signal) {
        this.signal = signal;
    }

    /** The running watch; waits for its first LIST. */
    @SuppressWarnings("unchecked") // the key tells the type
    <T> Optional<SharedIndexInformer<T>> get(Key key, Supplier<Optional<? extends Informable<T>>> source) {
        if (closed) {
            return Optional.empty();
        }
        Watching watching = started.compute(
                key,
                (same, before) -> before != null && !before.failedLongAgo()
                        ? before
                        : new Watching(start(source), System.nanoTime()));
        try {
            return Optional.of(
                    (SharedIndexInformer<T>) watching.informer().get(START.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException | TimeoutException notStarted) {
            return Optional.empty();
        }
    }

    private <T> CompletableFuture<SharedIndexInformer<?>> start(Supplier<Optional<? extends Informable<T>>> source) {
        try {
            Optional<? extends Informable<T>> operation = source.get();
            if (operation.isEmpty()) {
                return CompletableFuture.failedFuture(new IllegalStateException("the kind is not served"));
            }
            SharedIndexInformer<T> informer = operation.get().runnableInformer(0);
            informer.exceptionHandler((isStarted, failure) -> isStarted && !closed);
            informer.addEventHandler(signal);
            return informer.start().toCompletableFuture().thenApply(nothing -> informer);
        } catch (KubernetesClientException unreachable) {
            return CompletableFuture.failedFuture(unreachable);
        }
    }

    @Override
    public void close() {
        closed = true;
        started.values().forEach(watching -> watching.informer().thenAccept(SharedIndexInformer::stop));
        started.clear();
        signal.raise();
    }
}
