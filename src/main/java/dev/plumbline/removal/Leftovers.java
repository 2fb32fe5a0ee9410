package dev.plumbline.removal;

import dev.plumbline.cluster.RunStamp;
import dev.plumbline.deploy.NamespaceContents;
import dev.plumbline.deploy.Ownership;
import dev.plumbline.helm.ReleaseId;
import dev.plumbline.readiness.ObjectRef;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Spares whatever has not expired, and namespaces in which there is something else. */
record Leftovers(Expiry expiry, Map<ReleaseId, RunStamp> releases, NamespaceContents contents) implements Sparing {
    /** What every namespace has. */
    private static final Set<String> EVERYWHERE = Set.of("ConfigMap/kube-root-ca.crt", "ServiceAccount/default");

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
        List<String> others = contents.of(live.getMetadata().getName()).stream()
                .filter(object -> !goesAnyway(object))
                .map(object -> ObjectRef.of(object).toString())
                .toList();
        return others.isEmpty()
                ? Optional.empty()
                : Optional.of("in it is what no expired run left: " + String.join(", ", others));
    }

    /** Of what belongs to another object, that one is looked at. */
    private boolean goesAnyway(HasMetadata object) {
        return object.getMetadata().getDeletionTimestamp() != null
                || !object.getMetadata().getOwnerReferences().isEmpty()
                || EVERYWHERE.contains(
                        object.getKind() + "/" + object.getMetadata().getName())
                || Ownership.isOurs(object) && object(object).isEmpty();
    }
}
