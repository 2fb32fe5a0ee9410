package dev.plumbline.cluster;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The right to write to one environment's platform, held by one run at a time: a Lease in {@code kube-system}, renewed in the background
 * until it is closed. Who holds it knows that whoever began something before is dead.
 *
 * <p>The client library's own leader election is not used: it compares the clocks of two machines, and cannot say whom it waits for.
 */
public final class DeployLease implements AutoCloseable {
    private final LeaseObject object;
    private final RunIdentity run;
    private final LeaseTerms terms;
    private final Consumer<String> onLoss;
    private final CountDownLatch closed = new CountDownLatch(1);
    private Lease held;
    private volatile long renewedNanos;
    private volatile Instant renewedAt;
    private volatile String lastFailure = "";
    private volatile String loss = "";

    private DeployLease(LeaseObject object, Lease held, RunIdentity run, LeaseTerms terms, Consumer<String> onLoss) {
        this.object = object;
        this.held = held;
        this.run = run;
        this.terms = terms;
        this.onLoss = onLoss;
        renewedAt(System.nanoTime());
        Thread renewal = new Thread(this::renewUntilClosed, "lease-" + object.name());
        renewal.setDaemon(true);
        renewal.start();
    }

    /**
     * How a lease is asked for.
     *
     * @param name of the Lease
     * @param labels of the Lease
     * @param run who takes it
     * @param terms its times
     * @param contention what to do when it is taken
     * @param said hears whom is waited for, one line at a time
     * @param onLoss hears why the lease was lost, at most once, from a thread of its own
     */
    public record Claim(
            String name,
            Map<String, String> labels,
            RunIdentity run,
            LeaseTerms terms,
            Contention contention,
            Consumer<String> said,
            Consumer<String> onLoss) {}

    /**
     * @return the lease, held
     * @throws ClusterException if somebody else holds it and is not waited for, or if it cannot be written
     */
    public static DeployLease take(Cluster cluster, Claim claim) {
        LeaseTerms terms = claim.terms();
        LeaseObject object = new LeaseObject(cluster.client(), claim.name());
        Lease own = LeaseHolder.taken(claim.name(), claim.labels(), claim.run(), terms);
        Lease held = new LeaseClaim(object, own, terms, claim.contention(), claim.said()).take();
        // two may fail before the holder gives up
        LeaseObject bounded = object.answeringWithin(terms.end().dividedBy(2));
        return new DeployLease(bounded, held, claim.run(), terms, claim.onLoss());
    }

    /** Whether a run has it that was on this machine and has certainly ended: whoever takes it then need not wait. */
    public static boolean isLeftBehind(Cluster cluster, String name) {
        try {
            return new LeaseObject(cluster.client(), name)
                    .find()
                    .filter(lease -> LeaseHolder.of(lease).hasEnded(ProcessMark.here()))
                    .isPresent();
        } catch (KubernetesClientException unreadable) {
            // who may not read it could not take it either
            return false;
        }
    }

    public RunIdentity run() {
        return run;
    }

    /**
     * To be called before each write.
     *
     * @throws ClusterException if the lease is lost: somebody else may be writing
     */
    public void require() {
        if (loss.isEmpty() && sinceRenewal().compareTo(terms.end()) > 0) {
            lose("it could not be renewed for %d s%s".formatted(terms.end().toSeconds(), lastFailure));
        }
        if (!loss.isEmpty()) {
            throw new ClusterException("""
                    the lease %s/%s of run %s is lost; nothing more is written
                      found   %s
                      do      look what the cluster or that run does; then the same command again""".formatted(LeaseObject.NAMESPACE, object.name(), run, loss));
        }
    }

    /** Gives it back; what cannot be given back ends by itself. */
    @Override
    public void close() {
        // a renewal under way is let end: interrupted, nobody knows which version it left
        closed.countDown();
        synchronized (this) {
            try {
                if (loss.isEmpty() && !object.delete(held)) {
                    object.find().filter(this::isOwn).ifPresent(object::delete);
                }
            } catch (KubernetesClientException gone) {
                // nobody renews it any more
            }
        }
    }

    private void renewUntilClosed() {
        try {
            while (loss.isEmpty() && !closed.await(terms.renewal().toMillis(), TimeUnit.MILLISECONDS)) {
                renew();
            }
        } catch (InterruptedException ends) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void renew() {
        if (closed.getCount() == 0) {
            return;
        }
        long start = System.nanoTime();
        try {
            Optional<Lease> renewed = object.replace(LeaseHolder.renewed(held));
            if (renewed.isEmpty()) {
                renewed = ownAfterAll();
            }
            held = renewed.orElse(held);
            if (renewed.isPresent()) {
                renewedAt(start);
            }
        } catch (KubernetesClientException failure) {
            lastFailure = ": " + failure.getMessage();
            if (sinceRenewal().compareTo(terms.end()) > 0) {
                lose("it could not be renewed for %d s%s".formatted(terms.end().toSeconds(), lastFailure));
            }
        }
    }

    /** A renewal whose answer was lost is a conflict with ourselves. */
    private Optional<Lease> ownAfterAll() {
        Optional<Lease> now = object.find();
        Optional<Lease> own = now.filter(this::isOwn);
        if (own.isEmpty()) {
            lose(now.map(LeaseHolder::of).map(other -> "it is held by " + other).orElse("it was deleted"));
        }
        return own;
    }

    private boolean isOwn(Lease lease) {
        return LeaseHolder.of(lease).name().equals(run.toString());
    }

    private void lose(String why) {
        boolean first;
        synchronized (closed) {
            first = loss.isEmpty();
            if (first) {
                loss = why;
            }
        }
        if (first) {
            onLoss.accept(why);
        }
    }

    private void renewedAt(long nanos) {
        renewedNanos = nanos;
        renewedAt = Instant.now();
    }

    /** By both clocks: the monotonic one stands still while a machine sleeps, and others do not. */
    private Duration sinceRenewal() {
        Duration monotonic = Duration.ofNanos(System.nanoTime() - renewedNanos);
        Duration wall = Duration.between(renewedAt, Instant.now());
        return monotonic.compareTo(wall) > 0 ? monotonic : wall;
    }
}
