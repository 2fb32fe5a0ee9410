package dev.plumbline.removal;

import dev.plumbline.cluster.RunStamp;
import dev.plumbline.deploy.NamespaceContents;
import dev.plumbline.deploy.Ownership;
import dev.plumbline.helm.ReleaseId;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Spares whatever has not expired, and namespaces in which there is something else. */
record Leftovers(Expiry expiry, Map<ReleaseId, RunStamp> releases, NamespaceContents contents) implements Sparing {
    Leftovers {
        releases = Map.copyOf(releases);
    }

    @Override
    public Optional<String> release(ReleaseId release) {
        return expiry.spares(Optional.ofNullable(releases.get(release)));
    }

    @Override
    public Optional<String> object(HasMetadata live) {
        return expiry.spares(RunStamp.of(live.getMetadata().getLabels()));
    }

    /** Nothing says which run made it, nor until when it may stay. */
    @Override
    public boolean rests() {
        return true;
    }

    @Override
    public Optional<String> namespace(Namespace live) {
        List<String> others = new Lodgers(contents)
                .in(live, object -> Ownership.isOurs(object) && object(object).isEmpty());
        return others.isEmpty()
                ? Optional.empty()
                : Optional.of("in it is what no expired run left: " + String.join(", ", others));
    }
}
