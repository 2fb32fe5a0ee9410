package dev.plumbline.deploy;

import dev.plumbline.cluster.Cluster;
import dev.plumbline.cluster.ClusterConnection;
import dev.plumbline.cluster.Models;
import dev.plumbline.helm.ReleaseId;
import dev.plumbline.helm.StoredRelease;
import dev.plumbline.readiness.ApiFailure;
import dev.plumbline.readiness.KindAccess;
import dev.plumbline.readiness.ObjectRef;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Compares a rendered platform with a cluster, and says what a deploy would do there. Reads, and dry-runs; never writes. */
public final class Planner {
    private static final int AT_ONCE = 4;

    /** Somebody waits for the plan: what passes within that time should not make them ask again. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ApiRetry retry = new ApiRetry(PATIENCE);

    private final KindAccess kinds;

    public Planner(Cluster cluster) {
        this.kinds = new KindAccess(cluster.client());
    }

    /**
     * @param newest the newest revision of each release, read a moment ago
     * @param settled the live object where it is known that an apply would leave it as it is; of every other one the cluster is asked
     */
    public Plan plan(
            RenderedPlatform rendered,
            Map<ReleaseId, StoredRelease> newest,
            Function<HasMetadata, Optional<Map<String, Object>>> settled) {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<Future<PlannedStep>> planned = StepGraph.of(rendered).stream()
                    .map(step -> step instanceof Step.Apply apply
                            ? threads.submit(() -> planned(apply, settled))
                            : CompletableFuture.completedFuture(planned(step, newest)))
                    .toList();
            return new Plan(rendered, planned.stream().map(Futures::result).toList());
        } finally {
            threads.shutdownNow();
        }
    }

    private static PlannedStep planned(Step step, Map<ReleaseId, StoredRelease> newest) {
        if (step instanceof Step.Deploy deploy) {
            Optional<StoredRelease> there =
                    Optional.ofNullable(newest.get(deploy.release().spec().id()));
            return new PlannedStep(
                    step,
                    new ReleaseComparison(deploy.release()).with(there),
                    there.map(revision -> "revision %d %s".formatted(revision.revision(), revision.status()))
                            .orElse(""));
        }
        return new PlannedStep(step, new Change.Unchanged());
    }

    private PlannedStep planned(Step.Apply step, Function<HasMetadata, Optional<Map<String, Object>>> settled) {
        return settled.apply(step.object())
                .map(live ->
                        new PlannedStep(step, new Change.Unchanged(), ContentDigest.of(ObjectDiff.declarable(live))))
                .orElseGet(() -> retry.get(() -> asked(step)));
    }

    private PlannedStep asked(Step.Apply step) {
        HasMetadata wanted = step.object();
        Optional<Resource<? extends HasMetadata>> resource = kinds.resource(wanted);
        HasMetadata live = resource.map(Resource::get).orElse(null);
        if (live == null) {
            return new PlannedStep(step, new Change.Create());
        }
        Change change = Removal.isEnding(live)
                ? new Change.Recover("it is being deleted, and comes back when it is gone")
                : changeOf(wanted, live, resource.get());
        return new PlannedStep(step, change, ContentDigest.of(declarable(live)));
    }

    private static Change changeOf(HasMetadata wanted, HasMetadata live, Resource<? extends HasMetadata> resource) {
        try {
            HasMetadata applied = resource.patch(dryRun());
            List<FieldChange> changes = ObjectDiff.between(declarable(live), declarable(applied));
            return changes.isEmpty() ? new Change.Unchanged() : new Change.Update(changes);
        } catch (KubernetesClientException refused) {
            if (String.valueOf(refused.getMessage()).contains("failed calling webhook")) {
                // a deploy must be able to mend what is behind the webhook; a gate stands before this step
                return new Change.Update(List.of(new FieldChange(
                        "(not compared: a webhook does not answer)", Optional.empty(), Optional.of("(as declared)"))));
            }
            if (ApiFailure.of(refused).passes()) {
                throw refused;
            }
            throw new DeployException(
                    "%s: the cluster refuses it even as a dry-run: %s"
                            .formatted(ObjectRef.of(wanted), refused.getMessage()),
                    refused);
        }
    }

    private static PatchContext dryRun() {
        return new PatchContext.Builder()
                .withPatchType(PatchType.SERVER_SIDE_APPLY)
                .withFieldManager(ClusterConnection.USER_AGENT)
                .withForce(true)
                .withDryRun(List.of("All"))
                .build();
    }

    private static Map<String, Object> declarable(HasMetadata object) {
        return ObjectDiff.declarable(Models.tree(object));
    }
}
