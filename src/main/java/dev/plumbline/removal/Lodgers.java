package dev.plumbline.removal;

import dev.plumbline.deploy.NamespaceContents;
import dev.plumbline.readiness.ObjectRef;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.OwnerReference;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Who else lives in a namespace that is about to go: objects that would not have gone without it. */
record Lodgers(NamespaceContents contents) {
    /** What every namespace has. */
    private static final Set<String> EVERYWHERE = Set.of("ConfigMap/kube-root-ca.crt", "ServiceAccount/default");

    /** @param ours those that may go */
    List<String> in(Namespace namespace, Predicate<HasMetadata> ours) {
        List<GenericKubernetesResource> all =
                contents.of(namespace.getMetadata().getName());
        Set<String> uids =
                all.stream().map(object -> object.getMetadata().getUid()).collect(Collectors.toSet());
        return all.stream()
                .filter(object -> !goesAnyway(object, uids) && !ours.test(object))
                .map(object -> ObjectRef.of(object).toString())
                .toList();
    }

    private boolean goesAnyway(HasMetadata object, Set<String> uids) {
        return object.getMetadata().getDeletionTimestamp() != null
                || EVERYWHERE.contains(
                        object.getKind() + "/" + object.getMetadata().getName())
                || object.getMetadata().getOwnerReferences().stream().anyMatch(owner -> goesWith(owner, uids));
    }

    /**
     * Of what belongs to another object of the namespace, that one is looked at. A namespaced owner that is not in it has gone, since it
     * can be nowhere else, and the cluster collects what it had. One of the whole cluster stays, and so does what it has.
     */
    private boolean goesWith(OwnerReference owner, Set<String> uids) {
        return uids.contains(owner.getUid()) || contents.isNamespaced(owner.getApiVersion(), owner.getKind());
    }
}
