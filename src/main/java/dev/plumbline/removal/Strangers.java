package dev.plumbline.removal;

import dev.plumbline.deploy.NamespaceContents;
import dev.plumbline.deploy.Ownership;
import dev.plumbline.readiness.ObjectRef;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Names what no deploy made before it goes with a namespace of ours; on a live environment it keeps the namespace instead.
 *
 * @param live whether the environment is
 * @param said hears what goes
 */
public record Strangers(NamespaceContents contents, boolean live, Consumer<String> said) implements Sparing {

    /** @throws KubernetesClientException on a live environment, if it cannot be told what is in it: that is not nothing */
    @Override
    public Optional<String> namespace(Namespace namespace) {
        String name = namespace.getMetadata().getName();
        if (namespace.getMetadata().getDeletionTimestamp() != null) {
            return Optional.empty();
        }
        try {
            List<String> others = new Lodgers(contents).in(namespace, Ownership::isOurs);
            if (others.isEmpty()) {
                return Optional.empty();
            }
            String made = "what no deploy made: " + String.join(", ", others);
            if (live) {
                return Optional.of(
                        "in it is %s; if all of it may go: kubectl delete namespace %s".formatted(made, name));
            }
            said.accept("%s goes with %s".formatted(ObjectRef.of(namespace), made));
        } catch (KubernetesClientException unlisted) {
            if (live) {
                throw unlisted;
            }
            said.accept("what is in %s cannot be listed, and goes with it: %s"
                    .formatted(ObjectRef.of(namespace), unlisted.getMessage()));
        }
        return Optional.empty();
    }
}
