package dev.plumbline.removal;

import dev.plumbline.cluster.Cluster;
import dev.plumbline.cluster.DeployLease;
import dev.plumbline.deploy.DeployException;
import dev.plumbline.deploy.Futures;
import dev.plumbline.deploy.Ownership;
import dev.plumbline.deploy.Removal;
import dev.plumbline.deploy.RenderedPlatform;
import dev.plumbline.deploy.Step;
import dev.plumbline.deploy.StepGraph;
import dev.plumbline.helm.Helm;
import dev.plumbline.helm.ReleaseId;
import dev.plumbline.helm.ReleaseSecrets;
import dev.plumbline.helm.StoredRelease;
import dev.plumbline.readiness.ObjectRef;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Removes a platform in the reverse of the deploy's order: a thing goes when everything that needed it is gone. What it did not create
 * it keeps, and custom resource definitions stay where their chart says so.
 */
public final class Destroyer {
    /** Pods get 30 s to shut down, and a namespace goes after its last pod. */
    public static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Cluster cluster;
    private final Helm helm;
    private final DeployLease lease;
    private final ReleaseSecrets releases;
    private final Removal removal;

    /** @param patience how long what is deleted may take to go */
    public Destroyer(Cluster cluster, Helm helm, DeployLease lease, ReleaseSecrets releases, Duration patience) {
        this.cluster = cluster;
        this.helm = helm;
        this.lease = lease;
        this.releases = releases;
        this.removal = new Removal(cluster.client(), patience);
    }

    /**
     * @param sparing what stays although it is ours
     * @param said hears one line for each thing removed or kept
     * @return what went, and what is left and meant to be
     * @throws DeployException naming everything that could not be removed
     */
    public Destroyed destroy(RenderedPlatform rendered, Sparing sparing, Consumer<String> said) {
        List<Step> steps = new ArrayList<>(StepGraph.of(rendered));
        Collections.reverse(steps);
        Map<ReleaseId, StoredRelease> stored = releases.latestIn(rendered.releases().stream()
                .map(release -> release.release().namespace())
                .collect(Collectors.toSet()));
        Map<String, String> kept = kept(steps, stored, sparing);
        kept.forEach((step, why) -> said.accept(step + " kept: " + why));
        List<Step> going =
                steps.stream().filter(step -> !kept.containsKey(step.id())).toList();
        Set<ReleaseId> ids = idsOf(going);
        if (sparing.rests()) {
            ids.retainAll(stored.keySet());
        }
        StepRemoval removals = removals(ids, sparing, said);
        remove(going, step -> removals.remove(step, stored));
        return new Destroyed(
                removals.removed(),
                definitionsOf(rendered),
                Stream.concat(somebodyElses(steps, kept), removals.others().stream())
                        .toList(),
                new Traces(cluster.client()).of(rendered));
    }

    /**
     * Removes a release that no platform names.
     *
     * @return what went
     */
    public List<String> remove(ReleaseId id, Consumer<String> said) {
        StepRemoval removals = removals(Set.of(id), Sparing.nothing(), said);
        releases.history(id).stream().limit(1).forEach(removals::remove);
        return removals.removed();
    }

    /**
     * Removes a namespace that no platform names.
     *
     * @return what went
     */
    public List<String> remove(Namespace namespace, Sparing sparing, Consumer<String> said) {
        StepRemoval removals = removals(Set.of(), sparing, said);
        removals.remove(namespace);
        return removals.removed();
    }

    private StepRemoval removals(Set<ReleaseId> going, Sparing sparing, Consumer<String> said) {
        return new StepRemoval(
                lease,
                removal,
                new ReleaseRemoval(cluster, helm, removal),
                new BlockingWebhooks(cluster, going),
                sparing,
                said);
    }

    private static Stream<ObjectRef> somebodyElses(List<Step> steps, Map<String, String> kept) {
        return steps.stream()
                .filter(step -> StepRemoval.NOT_OURS.equals(kept.get(step.id())))
                .map(step -> ObjectRef.of(((Step.Apply) step).object()));
    }

    /** Step to why it stays: it is not ours, it is spared, or something that needs it stays. */
    private Map<String, String> kept(List<Step> steps, Map<ReleaseId, StoredRelease> stored, Sparing sparing) {
        Map<String, String> kept = new LinkedHashMap<>();
        for (Step step : steps) {
            Stream<String> needed = steps.stream()
                    .filter(other -> kept.containsKey(other.id()) && needs(other, step))
                    .map(other -> other.id() + " needs it, and stays");
            Stream.concat(spared(step, stored, sparing), needed).findFirst().ifPresent(why -> kept.put(step.id(), why));
        }
        return kept;
    }

    private Stream<String> spared(Step step, Map<ReleaseId, StoredRelease> stored, Sparing sparing) {
        if (step instanceof Step.Deploy deploy) {
            ReleaseId id = deploy.release().spec().id();
            return stored.containsKey(id) ? sparing.release(id).stream() : Stream.empty();
        }
        return step instanceof Step.Apply apply
                ? Stream.ofNullable(removal.live(apply.object()))
                        .flatMap(live -> Ownership.isOurs(live)
                                ? sparing.object(live).stream()
                                : Stream.of(StepRemoval.NOT_OURS))
                : Stream.empty();
    }

    private static boolean needs(Step dependant, Step step) {
        return dependant.needs().stream().anyMatch(need -> need.step().equals(step.id()));
    }

    private static Set<ReleaseId> idsOf(List<Step> steps) {
        return steps.stream()
                .filter(Step.Deploy.class::isInstance)
                .map(step -> ((Step.Deploy) step).release().spec().id())
                .collect(Collectors.toCollection(HashSet::new));
    }

    /** What does not need each other goes at the same time; what fails keeps only what it needs. */
    private void remove(List<Step> steps, Consumer<Step> remover) {
        ExecutorService threads = Executors.newFixedThreadPool(Math.max(1, steps.size()));
        Map<String, CompletableFuture<Void>> gone = new LinkedHashMap<>();
        Queue<String> failures = new ConcurrentLinkedQueue<>();
        try {
            for (Step step : steps) {
                CompletableFuture<?>[] dependants = steps.stream()
                        .filter(other -> needs(other, step))
                        .map(other -> gone.get(other.id()))
                        .filter(Objects::nonNull)
                        .toArray(CompletableFuture[]::new);
                gone.put(
                        step.id(),
                        CompletableFuture.allOf(dependants)
                                .thenRunAsync(() -> tryTo(remover, step, failures), threads));
            }
            Futures.result(CompletableFuture.allOf(gone.values().toArray(CompletableFuture[]::new)));
        } catch (CancellationException interrupted) {
            throw interrupted;
        } catch (RuntimeException first) {
            throw new DeployException(
                    "not removed, and so neither what these need:\n  " + String.join("\n  ", failures), first);
        } finally {
            threads.shutdownNow();
        }
    }

    private void tryTo(Consumer<Step> remover, Step step, Queue<String> failures) {
        try {
            lease.require();
            remover.accept(step);
        } catch (RuntimeException failure) {
            failures.add(step.id() + ": " + failure.getMessage());
            throw failure;
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
}
