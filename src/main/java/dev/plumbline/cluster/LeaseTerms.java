package dev.plumbline.cluster;

import java.time.Duration;

/**
 * The times of a lease.
 *
 * @param life without a renewal for so long, a lease is dead and may be taken over
 * @param renewal how often its holder renews it
 * @param end without a successful renewal for so long, the holder itself stops writing; well before {@code life}, so that a write under
 *     way ends before somebody else begins
 * @param look how often somebody who waits looks
 * @param patience how long somebody waits for a living holder
 */
public record LeaseTerms(Duration life, Duration renewal, Duration end, Duration look, Duration patience) {
    /**
     * A busy API server may miss three renewals; a platform takes two minutes, and an upgrade that fails and is put back may take ten, so
     * that twenty are a hung run, not a slow one.
     */
    public static final LeaseTerms STANDARD = new LeaseTerms(
            Duration.ofSeconds(30),
            Duration.ofSeconds(5),
            Duration.ofSeconds(20),
            Duration.ofSeconds(1),
            Duration.ofMinutes(20));

    public LeaseTerms {
        if (renewal.compareTo(end) >= 0 || end.compareTo(life) >= 0) {
            throw new IllegalArgumentException(
                    "a lease must be renewed (%s) before its holder gives up (%s), and that before it is dead (%s)"
                            .formatted(renewal, end, life));
        }
    }

    /** Kubernetes counts whole seconds. */
    int lifeSeconds() {
        return (int) Math.max(1, life.toSeconds());
    }
}
