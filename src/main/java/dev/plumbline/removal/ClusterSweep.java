package dev.plumbline.removal;

import dev.plumbline.cluster.Cluster;
import dev.plumbline.cluster.RunStamp;
import dev.plumbline.deploy.NamespaceContents;
import dev.plumbline.deploy.RenderedPlatform;
import dev.plumbline.environment.Environment;
import dev.plumbline.helm.ReleaseId;
import dev.plumbline.helm.ReleaseSecrets;
import dev.plumbline.readiness.ObjectRef;
import io.fabric8.kubernetes.api.model.Namespace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Removes from a cluster what runs of one environment left there and what has expired, in the order in which a destroy would. Only for
 * whoever holds the environment's lease: then those runs are over. What has no expiry, what is not of this environment and what
 * plumbline did not make stays, and whatever these need.
 */
public final class ClusterSweep {
    private final Cluster cluster;
    private final Destroyer destroyer;
    private final ReleaseSecrets releases;
    private final Expiry expiry;

    /**
     * @param destroyer with the environment's lease
     * @param environment whose leftovers
     * @param now by which they have expired
     */
    public ClusterSweep(
            Cluster cluster, Destroyer destroyer, ReleaseSecrets releases, Environment environment, Instant now) {
        this.cluster = cluster;
        this.destroyer = destroyer;
        this.releases = releases;
        this.expiry = new Expiry(environment.projectName(), environment.name(), now);
    }

    /**
     * @param rendered the platform as today's inputs say: what runs of other inputs left is found as well
     * @param said hears one line for each thing removed or kept
     * @return what was removed, for people
     * @throws dev.plumbline.deploy.DeployException naming everything that could not be removed
     */
    public List<String> sweep(RenderedPlatform rendered, Consumer<String> said) {
        Leftovers leftovers = new Leftovers(
                expiry,
                releases.stamped(expiry.project(), expiry.environment()),
                new NamespaceContents(cluster.client()));
        List<Namespace> namespaces = namespaces();
        if (leftovers.releases().isEmpty() && namespaces.isEmpty()) {
            return List.of();
        }
        List<String> removed = new ArrayList<>(removeUnnamedReleases(rendered, leftovers, said));
        removed.addAll(destroyer.destroy(rendered, leftovers, said).removed());
        removed.addAll(removeUnnamedNamespaces(rendered, namespaces, leftovers, said));
        return removed;
    }

    private List<Namespace> namespaces() {
        return cluster.client()
                .namespaces()
                .withLabel(RunStamp.PROJECT, expiry.project())
                .withLabel(RunStamp.ENVIRONMENT, expiry.environment())
                .list()
                .getItems();
    }

    private List<String> removeUnnamedReleases(RenderedPlatform rendered, Leftovers leftovers, Consumer<String> said) {
        Map<ReleaseId, RunStamp> unnamed = new HashMap<>(leftovers.releases());
        rendered.releases().forEach(release -> unnamed.remove(release.spec().id()));
        List<String> removed = new ArrayList<>();
        unnamed.keySet().forEach(id -> leftovers
                .release(id)
                .ifPresentOrElse(
                        why -> said.accept("release %s kept: %s".formatted(id, why)),
                        () -> removed.addAll(destroyer.remove(id, said))));
        return removed;
    }

    private List<String> removeUnnamedNamespaces(
            RenderedPlatform rendered, List<Namespace> namespaces, Leftovers leftovers, Consumer<String> said) {
        Set<String> named = rendered.platform().namespaces().stream()
                .map(namespace -> namespace.getMetadata().getName())
                .collect(Collectors.toSet());
        List<String> removed = new ArrayList<>();
        namespaces.stream()
                .filter(namespace -> !named.contains(namespace.getMetadata().getName()))
                .forEach(namespace -> leftovers
                        .object(namespace)
                        .ifPresentOrElse(
                                why -> said.accept("%s kept: %s".formatted(ObjectRef.of(namespace), why)),
                                () -> removed.addAll(destroyer.remove(namespace, leftovers, said))));
        return removed;
    }
}
