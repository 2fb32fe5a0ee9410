package dev.plumbline.deploy;

import dev.plumbline.helm.HelmException;
import dev.plumbline.readiness.ApiFailure;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Repeats a write whose failure passes by itself (no connection, 429, 5xx, a webhook that does not answer yet) until the step's
 * deadline. A refusal that no waiting changes fails at once. The client's own retries are off: nobody would see them.
 */
public final class ApiRetry {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

    /** A server that comes back is found within five seconds, and one that does not is not kept from it by us. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    /** How time passes; replaced in tests. */
    interface Clock {
        void sleep(Duration time) throws InterruptedException;
    }

    private final Duration deadline;
    private final LongSupplier nanoTime;
    private final Clock clock;

    /** @param deadline of all attempts together */
    public ApiRetry(Duration deadline) {
        this(deadline, System::nanoTime, time -> Thread.sleep(time.toMillis()));
    }

    ApiRetry(Duration deadline, LongSupplier nanoTime, Clock clock) {
        this.deadline = deadline;
        this.nanoTime = nanoTime;
        this.clock = clock;
    }

    /**
     * @param first the write
     * @param again the same when the first may have been half done
     * @param observed hears why and when it is tried again
     * @throws DeployException when the deadline comes before an answer does, with the last failure
     */
    void run(Runnable first, Runnable again, Consumer<String> observed) {
        long start = nanoTime.getAsLong();
        Duration pause = FIRST_PAUSE;
        for (int attempt = 1; ; attempt++) {
            try {
                (attempt == 1 ? first : again).run();
                return;
            } catch (KubernetesClientException | HelmException failure) {
                Passing passing = Passing.of(failure).orElseThrow(() -> failure);
                Duration wait = longer(pause, passing.atLeast());
                Duration left = deadline.minusNanos(nanoTime.getAsLong() - start);
                if (left.compareTo(wait) < 0) {
                    throw new DeployException(
                            "%s%n  tried   %d times in %d s; it is a failure that mostly passes by itself: this one did not"
                                    .formatted(
                                            passing.what(),
                                            attempt,
                                            deadline.minus(left).toSeconds()),
                            failure);
                }
                observed.accept("%s; again in %s (attempt %d failed)"
                        .formatted(passing.what().lines().findFirst().orElse(""), seconds(wait), attempt));
                sleep(wait);
                pause = shorter(pause.multipliedBy(2), LONGEST_PAUSE);
            }
        }
    }

    /** A write, or a read, that may be repeated as it is. */
    void run(Runnable call, Consumer<String> observed) {
        run(call, call, observed);
    }

    /** A read whose result counts. */
    public <T> T get(Supplier<T> read) {
        AtomicReference<T> result = new AtomicReference<>();
        run(() -> result.set(read.get()), observed -> {});
        return result.get();
    }

    /**
     * A failure that passes.
     *
     * @param what for people
     * @param atLeast how long the server asked to be left alone
     */
    private record Passing(String what, Duration atLeast) {
        static Optional<Passing> of(RuntimeException failure) {
            if (failure instanceof HelmException helm) {
                return helm.passes() ? Optional.of(new Passing(helm.getMessage(), Duration.ZERO)) : Optional.empty();
            }
            ApiFailure api = ApiFailure.of((KubernetesClientException) failure);
            return api.passes()
                    ? Optional.of(new Passing("the API server: " + api, api.retryAfter()))
                    : Optional.empty();
        }
    }

    private void sleep(Duration time) {
        try {
            clock.sleep(time);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        }
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
    }

    private static Duration longer(Duration first, Duration second) {
        return first.compareTo(second) > 0 ? first : second;
    }

    private static Duration shorter(Duration first, Duration second) {
        return first.compareTo(second) < 0 ? first : second;
    }
}
