package dev.plumbline.deploy;

import dev.plumbline.cluster.Cluster;
import dev.plumbline.cluster.ClusterConnection;
import dev.plumbline.cluster.DeployLease;
import dev.plumbline.helm.Helm;
import dev.plumbline.helm.ReleaseId;
import dev.plumbline.helm.ReleaseSecrets;
import dev.plumbline.readiness.KindAccess;
import dev.plumbline.readiness.ObjectRef;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * Removes a platform in the reverse of the deploy's order: a thing goes when everything that needed it is gone. What it did not create
 * it keeps, and custom resource definitions stay where their chart says so.
 */
public final class Destroyer {
    /** Pods get 30 s to shut down, and a namespace goes after its last pod. */
    private static final Duration GONE = Duration.ofMinutes(3);

    private static final Duration UNINSTALL = Duration.ofSeconds(60);

    private final Cluster cluster;
    private final Removal removal;
    private final Helm helm;
    private final DeployLease lease;
    private final ReleaseSecrets releases;

    public Destroyer(Cluster cluster, Helm helm, DeployLease lease, ReleaseSecrets releases) {
        this.cluster = cluster;
        this.lease = lease;
        this.removal = new Removal(new KindAccess(cluster.client()), GONE);
        this.helm = helm;
        this.releases = releases;
    }

    /**
     * @param said hears one line for each thing removed or kept
     * @return what is left, and meant to be
     * @throws DeployException naming everything that could not be removed
     */
    public Destroyed destroy(RenderedPlatform rendered, Consumer<String> said) {
        List<Step> steps = new ArrayList<>(StepGraph.of(rendered));
        Collections.reverse(steps);
        Map<ReleaseId, ?> stored = releases.latestIn(rendered.releases().stream()
                .map(release -> release.release().namespace())
                .collect(java.util.stream.Collectors.toSet()));
        ExecutorService threads = Executors.newFixedThreadPool(steps.size());
        Map<String, CompletableFuture<Void>> gone = new LinkedHashMap<>();
        Queue<String> failures = new ConcurrentLinkedQueue<>();
        Queue<ObjectRef> others = new ConcurrentLinkedQueue<>();
        try {
            for (Step step : steps) {
                CompletableFuture<?>[] dependants = steps.stream()
                        .filter(other -> other.needs().stream()
                                .anyMatch(need -> need.step().equals(step.id())))
                        .map(other -> gone.get(other.id()))
                        .filter(Objects::nonNull)
                        .toArray(CompletableFuture[]::new);
                gone.put(
                        step.id(),
                        CompletableFuture.allOf(dependants)
                                .thenRunAsync(() -> tryToRemove(step, stored, said, failures, others), threads));
            }
            Futures.result(CompletableFuture.allOf(gone.values().toArray(CompletableFuture[]::new)));
            return new Destroyed(definitionsOf(rendered), List.copyOf(others));
        } catch (CancellationException interrupted) {
            throw interrupted;
        } catch (RuntimeException first) {
            throw new DeployException(
                    "not removed, and so neither what these need:\n  " + String.join("\n  ", failures), first);
        } finally {
            threads.shutdownNow();
        }
    }

    private void tryToRemove(
            Step step,
            Map<ReleaseId, ?> stored,
            Consumer<String> said,
            Queue<String> failures,
            Queue<ObjectRef> others) {
        try {
            lease.require();
            remove(step, stored, said, others);
        } catch (RuntimeException failure) {
            failures.add(step.id() + ": " + failure.getMessage());
            throw failure;
        }
    }

    private void remove(Step step, Map<ReleaseId, ?> stored, Consumer<String> said, Queue<ObjectRef> others) {
        if (step instanceof Step.Apply apply) {
            removeObject(apply.object(), said, others);
        } else if (step instanceof Step.Deploy deploy) {
            ReleaseId id = deploy.release().spec().id();
            if (stored.containsKey(id)) {
                helm.uninstall(id, cluster.kubeconfig(), UNINSTALL);
                awaitObjects(deploy.release());
                said.accept("release " + id + " removed");
            } else {
                said.accept("release " + id + " was not there");
            }
        }
    }

    private void removeObject(HasMetadata object, Consumer<String> said, Queue<ObjectRef> others) {
        ObjectRef key = ObjectRef.of(object);
        HasMetadata live = removal.live(object);
        if (live == null) {
            said.accept(key + " was not there");
        } else if (!isOurs(live)) {
            others.add(key);
            said.accept(key + " kept: it was not made by plumbline");
        } else {
            removal.remove(object);
            said.accept(key + " removed");
        }
    }

    /** Kept by their chart's policy, or because Helm never removes what is in a chart's {@code crds/}. */
    private List<ObjectRef> definitionsOf(RenderedPlatform rendered) {
        return rendered.objects().stream()
                .filter(CustomResourceDefinition.class::isInstance)
                .filter(object -> removal.live(object) != null)
                .map(ObjectRef::of)
                .distinct()
                .toList();
    }

    /**
     * A deploy also becomes a manager of what was there before it; the maker is the one who wrote first. What Terraform made and a deploy
     * took over is as if we had written then. Status does not count.
     */
    private static boolean isOurs(HasMetadata live) {
        return live.getMetadata().getManagedFields().stream()
                .filter(entry ->
                        entry.getSubresource() == null || entry.getSubresource().isEmpty())
                .min(Comparator.comparing((ManagedFieldsEntry entry) -> Objects.requireNonNullElse(entry.getTime(), ""))
                        .thenComparing(entry -> !ClusterConnection.USER_AGENT.equals(entry.getManager())))
                .filter(maker -> ClusterConnection.USER_AGENT.equals(maker.getManager()))
                .isPresent();
    }

    private void awaitObjects(RenderedRelease release) {
        release.objects().stream()
                .filter(object -> !isKept(object))
                .filter(object -> object.getKind().equals("Deployment")
                        || object.getKind().equals("StatefulSet")
                        || object.getKind().equals("ExternalSecret"))
                .forEach(removal::awaitGone);
    }

    private static boolean isKept(HasMetadata object) {
        Map<String, String> annotations = object.getMetadata().getAnnotations();
        return annotations != null && "keep".equals(annotations.get("helm.sh/resource-policy"));
    }
}
