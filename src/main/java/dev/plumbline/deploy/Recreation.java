package dev.plumbline.deploy;

import dev.plumbline.cluster.Cluster;
import java.time.Duration;
import java.util.List;

/** Deletes what cannot be changed, with all that it owns, so that the deploy which follows makes it anew. */
public final class Recreation {
    /** Pods get their grace of half a minute, and a busy node takes its time. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Removal removal;

    public Recreation(Cluster cluster) {
        this.removal = new Removal(cluster.client(), PATIENCE);
    }

    /** @throws DeployException if one does not go, with what holds it */
    public void remove(List<Immutable.Obstacle> obstacles) {
        obstacles.forEach(obstacle -> removal.remove(obstacle.object()));
    }
}
