package dev.plumbline.readiness;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Opens when the API server accepts an object in a dry run, which calls every webhook that would be called for it. Ready pods and a
 * caBundle are not enough: the API server may still meet refused connections, unknown authorities or no endpoints.
 */
public final class WebhookGate {

    /** What to do with the probe; replaced in tests. */
    @FunctionalInterface
    interface DryRun {
        void create(HasMetadata object);
    }

    /**
     * Between attempts, unless a watched object changes earlier. A refused call costs the API server some 10 ms, so this keeps the load
     * of a waiting gate under 5 % of one request at a time and opens it at most a quarter of a second late.
     */
    private static final Duration AGAIN = Duration.ofMillis(250);

    /** However often objects change. */
    private static final Duration AT_LEAST = Duration.ofMillis(50);

    private final DryRun dryRun;
    private final ChangingView changes;
    private final LongSupplier nanoTime;
    private final int times;

    /** @param changes whose changes bring the next attempt forward */
    public WebhookGate(KubernetesClient client, ChangingView changes) {
        this(object -> client.resource(object).dryRun().create(), changes, System::nanoTime, 1);
    }

    WebhookGate(DryRun dryRun, ChangingView changes, LongSupplier nanoTime, int times) {
        this.dryRun = dryRun;
        this.changes = changes;
        this.nanoTime = nanoTime;
        this.times = times;
    }

    /** The same, but the probe must be accepted so often in a row: for more than one API server or webhook pod. */
    public WebhookGate accepting(int inARow) {
        if (inARow < 1) {
            throw new IllegalArgumentException("A gate needs at least 1 acceptance, not " + inARow);
        }
        return new WebhookGate(dryRun, changes, nanoTime, inARow);
    }

    /**
     * Returns when the probe was accepted, when it was refused for good (403, 422 and other answers that no waiting changes), or at the
     * deadline with the last error.
     *
     * @param probe an object that is valid and that the webhooks look at; nothing is created. That one of this name exists already
     *     (409) counts as accepted, since the webhooks are asked before the name
     * @param deadline from now, on the monotonic clock
     * @throws CancellationException when the thread is interrupted; its flag is set again
     */
    public WaitResult await(HasMetadata probe, Duration deadline, Consumer<Progress> progress) {
        try {
            return attempts(probe, deadline, progress);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CancellationException("Interrupted while waiting for the webhooks of " + ObjectRef.of(probe));
        }
    }

    /** The same without progress. */
    public WaitResult await(HasMetadata probe, Duration deadline) {
        return await(probe, deadline, progress -> {});
    }

    private WaitResult attempts(HasMetadata probe, Duration deadline, Consumer<Progress> progress)
            throws InterruptedException {
        long start = nanoTime.getAsLong();
        ObjectRef ref = ObjectRef.of(probe);
        int accepted = 0;
        String told = "";
        while (true) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            long version = changes.version();
            Optional<ApiFailure> failure = attempt(probe);
            accepted = failure.isEmpty() ? accepted + 1 : 0;
            Duration elapsed = Duration.ofNanos(nanoTime.getAsLong() - start);
            if (accepted >= times) {
                return new WaitResult.Converged(elapsed);
            }
            if (failure.filter(each -> !isPassing(each)).isPresent()) {
                return new WaitResult.Failed(ref, "its dry-run create is refused: " + failure.get());
            }
            String observed = failure.map(each -> "dry-run create not accepted yet: " + each)
                    .orElse("accepted " + accepted + " of " + times + " times");
            if (!observed.equals(told)) {
                progress.accept(new Progress(0, 1, Optional.of(ref), observed));
                told = observed;
            }
            if (elapsed.compareTo(deadline) >= 0) {
                return new WaitResult.TimedOut(deadline, Map.of(ref, observed));
            }
            pause(version, deadline.minus(elapsed));
        }
    }

    private Optional<ApiFailure> attempt(HasMetadata probe) {
        try {
            dryRun.create(probe);
            return Optional.empty();
        } catch (KubernetesClientException failure) {
            return failure.getCode() == 409 ? Optional.empty() : Optional.of(ApiFailure.of(failure));
        }
    }

    /** Also a 404 passes when it means the kind, whose CRD may be served in a moment; a missing namespace does not come by itself. */
    private static boolean isPassing(ApiFailure failure) {
        boolean kindNotServed = failure.code() == 404 && !failure.message().contains("namespaces \"");
        return failure.passes() || kindNotServed;
    }

    /** Until the next attempt: a change brings it forward, a burst of changes does not make it a busy loop. */
    private void pause(long version, Duration left) throws InterruptedException {
        long start = nanoTime.getAsLong();
        changes.awaitChange(version, shortest(left, AGAIN));
        Duration rest = AT_LEAST.minusNanos(nanoTime.getAsLong() - start);
        while (rest.compareTo(Duration.ZERO) > 0) {
            changes.awaitChange(changes.version(), shortest(left, rest));
            rest = AT_LEAST.minusNanos(nanoTime.getAsLong() - start);
        }
    }

    private static Duration shortest(Duration first, Duration second) {
        return first.compareTo(second) < 0 ? first : second;
    }
}
