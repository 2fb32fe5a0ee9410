package dev.plumbline.cluster;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Takes a lease that may be somebody else's. A holder is dead when its lease was not renewed for its life while we looked on (clocks of
 * two machines are never compared), or when its process was on this machine and is gone.
 */
final class LeaseClaim {
    private final LeaseObject object;
    private final Lease own;
    private final LeaseTerms terms;
    private final Contention contention;
    private final Consumer<String> said;
    private final ProcessMark here = ProcessMark.here();
    private Lease seen;
    private long seenSince;
    private String announced = "";

    LeaseClaim(LeaseObject object, Lease own, LeaseTerms terms, Contention contention, Consumer<String> said) {
        this.object = object;
        this.own = own;
        this.terms = terms;
        this.contention = contention;
        this.said = said;
    }

    /**
     * @return the Lease as it is stored, ours
     * @throws ClusterException if it is refused, or waited for too long; the message names its holder
     */
    Lease take() {
        long start = System.nanoTime();
        while (true) {
            Optional<Lease> taken = attempt();
            if (taken.isPresent()) {
                return taken.get();
            }
            if (System.nanoTime() - start > terms.patience().toNanos()) {
                throw taken(LeaseHolder.of(seen), "waited %s for it".formatted(terms.patience()));
            }
        }
    }

    /** One look, and one try if the lease is free; returns after a pause if it is not. */
    private Optional<Lease> attempt() {
        Optional<Lease> found = ask();
        if (found.isEmpty()) {
            return write(() -> object.create(own));
        }
        Lease lease = found.get();
        boolean fresh = sight(lease);
        LeaseHolder holder = LeaseHolder.of(lease);
        if (holder.isNobody()) {
            return write(() -> object.replace(LeaseHolder.takenOver(lease, own)));
        }
        boolean killed = holder.hasEnded(here);
        // a worker of a killed run ends some milliseconds after it: never at the first sight
        if (killed && !fresh || System.nanoTime() - seenSince > holder.life().toNanos()) {
            said.accept("taking over from %s, which is dead".formatted(holder));
            return write(() -> object.replace(LeaseHolder.takenOver(lease, own)));
        }
        if (!killed) {
            if (contention == Contention.REFUSE && !holder.looksDead()) {
                throw taken(holder, "it lives");
            }
            announce(holder);
        }
        pause();
        return Optional.empty();
    }

    /** @return whether the lease was not seen in this state before */
    private boolean sight(Lease lease) {
        boolean fresh = seen == null
                || !seen.getMetadata()
                        .getResourceVersion()
                        .equals(lease.getMetadata().getResourceVersion());
        if (fresh) {
            seen = lease;
            seenSince = System.nanoTime();
        }
        return fresh;
    }

    private void announce(LeaseHolder holder) {
        if (!announced.equals(holder.name())) {
            announced = holder.name();
            said.accept("waiting for %s, who deploys or destroys here (--no-wait ends instead)".formatted(holder));
        }
    }

    private Optional<Lease> ask() {
        try {
            return object.find();
        } catch (KubernetesClientException failure) {
            throw unusable(failure);
        }
    }

    private Optional<Lease> write(Supplier<Optional<Lease>> how) {
        try {
            return how.get();
        } catch (KubernetesClientException failure) {
            throw unusable(failure);
        }
    }

    private void pause() {
        try {
            Thread.sleep(terms.look().toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while waiting for the lease " + object.name());
        }
    }

    private ClusterException taken(LeaseHolder holder, String why) {
        return new ClusterException("""
                somebody else deploys or destroys here; nothing was touched
                  lease   %s/%s
                  holder  %s, last renewed %s; %s
                  do      wait until that run is done (without --no-wait); if it died, its lease ends by itself %d s after its last renewal""".formatted(
                        LeaseObject.NAMESPACE,
                        object.name(),
                        holder,
                        holder.renewed().toInstant(),
                        why,
                        holder.life().toSeconds()));
    }

    private ClusterException unusable(KubernetesClientException failure) {
        String cause = failure.getCode() == HttpURLConnection.HTTP_FORBIDDEN
                ? "this user may not: it needs get, create, update and delete of leases there"
                : "the API server does not answer as it should";
        return new ClusterException(
                """
                the lease %s/%s cannot be taken; nothing was touched
                  found   %s
                  likely  %s
                  look    kubectl -n %s auth can-i update leases""".formatted(LeaseObject.NAMESPACE, object.name(), failure.getMessage(), cause, LeaseObject.NAMESPACE),
                failure);
    }
}
