package dev.plumbline.removal;

import dev.plumbline.cluster.Cluster;
import dev.plumbline.cluster.RunStamp;
import dev.plumbline.deploy.DeployException;
import dev.plumbline.deploy.Manifest;
import dev.plumbline.deploy.NamespaceContents;
import dev.plumbline.deploy.RenderedPlatform;
import dev.plumbline.environment.Environment;
import dev.plumbline.helm.ReleaseId;
import dev.plumbline.helm.ReleaseSecrets;
import dev.plumbline.helm.StoredRelease;
import dev.plumbline.readiness.ObjectRef;
import io.fabric8.kubernetes.api.model.Namespace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
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
     * @throws dev.plumbline.deploy.DeployException naming everything that could not be removed, after all was tried
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
        Attempts attempts = new Attempts();
        removeUnnamedReleases(rendered, leftovers, said, attempts);
        attempts.at(
                "the platform",
                () -> destroyer.destroy(rendered, leftovers, said).removed());
        removeUnnamedNamespaces(rendered, namespaces, leftovers, said, attempts);
        return attempts.removed();
    }

    /** What one of them cannot do keeps no other from being tried. */
    private static final class Attempts {
        private final List<String> removed = new ArrayList<>();
        private final List<String> failures = new ArrayList<>();

        void at(String what, Supplier<List<String>> removal) {
            try {
                removed.addAll(removal.get());
            } catch (CancellationException interrupted) {
                throw interrupted;
            } catch (RuntimeException failure) {
                failures.add(what + ": " + failure.getMessage());
            }
        }

        List<String> removed() {
            if (!failures.isEmpty()) {
                throw new DeployException("not swept, everything else was tried:\n  " + String.join("\n  ", failures));
            }
            return removed;
        }
    }

    private List<Namespace> namespaces() {
        return cluster.client()
                .namespaces()
                .withLabel(RunStamp.PROJECT, expiry.project())
                .withLabel(RunStamp.ENVIRONMENT, expiry.environment())
                .list()
                .getItems();
    }

    private void removeUnnamedReleases(
            RenderedPlatform rendered, Leftovers leftovers, Consumer<String> said, Attempts attempts) {
        Set<ReleaseId> unnamed = new HashSet<>(leftovers.releases().keySet());
        rendered.releases().forEach(release -> unnamed.remove(release.spec().id()));
        inOrder(unnamed, this::manifest).forEach(id -> leftovers
                .release(id)
                .ifPresentOrElse(
                        why -> said.accept("release %s kept: %s".formatted(id, why)),
                        () -> attempts.at("release " + id, () -> destroyer.remove(id, said))));
    }

    private String manifest(ReleaseId id) {
        return releases.history(id).stream()
                .limit(1)
                .map(StoredRelease::manifest)
                .collect(Collectors.joining());
    }

    /** Those that define kinds or intercept go last: others may have objects of these kinds, and go by these webhooks. */
    static List<ReleaseId> inOrder(Collection<ReleaseId> ids, Function<ReleaseId, String> manifest) {
        return ids.stream()
                .sorted(Comparator.comparing((ReleaseId id) -> isForOthers(manifest.apply(id)))
                        .thenComparing(ReleaseId::toString))
                .toList();
    }

    private static boolean isForOthers(String manifest) {
        return Manifest.trees(manifest).stream()
                .map(object -> object.get("kind").toString())
                .anyMatch(kind -> kind.equals("CustomResourceDefinition") || kind.endsWith("WebhookConfiguration"));
    }

    private void removeUnnamedNamespaces(
            RenderedPlatform rendered,
            List<Namespace> namespaces,
            Leftovers leftovers,
            Consumer<String> said,
            Attempts attempts) {
        Set<String> named = rendered.platform().namespaces().stream()
                .map(namespace -> namespace.getMetadata().getName())
                .collect(Collectors.toSet());
        namespaces.stream()
                .filter(namespace -> !named.contains(namespace.getMetadata().getName()))
                .forEach(namespace -> leftovers
                        .object(namespace)
                        .ifPresentOrElse(
                                why -> said.accept("%s kept: %s".formatted(ObjectRef.of(namespace), why)),
                                () -> attempts.at(
                                        ObjectRef.of(namespace).toString(),
                                        () -> destroyer.remove(namespace, leftovers, said))));
    }
}
