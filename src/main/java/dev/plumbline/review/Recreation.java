package dev.plumbline.review;

import dev.plumbline.cluster.Cluster;
import dev.plumbline.deploy.DeployException;
import dev.plumbline.deploy.Ownership;
import dev.plumbline.deploy.Removal;
import dev.plumbline.readiness.ObjectRef;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Deletes what cannot be changed, with all that it owns, so that the deploy which follows makes it anew. */
public final class Recreation {
    /** Pods get their grace of half a minute, and a busy node takes its time. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Removal removal;

    public Recreation(Cluster cluster) {
        this.removal = new Removal(cluster.client(), PATIENCE);
    }

    /**
     * @throws DeployException if one is not its release's, before any is deleted; if one does not go, with what holds it
     */
    public void remove(List<Immutable.Obstacle> obstacles) {
        List<String> others =
                obstacles.stream().map(this::foreign).flatMap(Optional::stream).toList();
        if (!others.isEmpty()) {
            throw new DeployException("""
                    what is to be made anew is not all of the release that wants it; nothing was deleted
                      found  %s
                      do     give it another name in the values, or delete it by hand if nobody needs it; then the same command again""".formatted(String.join("\n         ", others)));
        }
        obstacles.forEach(obstacle -> removal.remove(obstacle.object()));
    }

    /** @return what it is, if it is there and Helm did not make it for this release, or its chart wants it to stay */
    private Optional<String> foreign(Immutable.Obstacle obstacle) {
        HasMetadata live = removal.live(obstacle.object());
        if (live == null || Ownership.isOf(obstacle.owner(), live)) {
            return Optional.empty();
        }
        Map<String, String> annotations =
                Objects.requireNonNullElse(live.getMetadata().getAnnotations(), Map.of());
        String whose = Ownership.isKept(live)
                ? "there it is to be kept (helm.sh/resource-policy)"
                : annotations.containsKey("meta.helm.sh/release-name")
                        ? "there it is of release %s/%s"
                                .formatted(
                                        annotations.get("meta.helm.sh/release-namespace"),
                                        annotations.get("meta.helm.sh/release-name"))
                        : "there it is one that no release made";
        return Optional.of("%s of release %s: %s".formatted(ObjectRef.of(live), obstacle.owner(), whose));
    }
}
