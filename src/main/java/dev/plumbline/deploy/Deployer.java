package dev.plumbline.deploy;

import dev.plumbline.cluster.Cluster;
import dev.plumbline.cluster.DeployLease;
import dev.plumbline.cluster.RunStamp;
import dev.plumbline.helm.Helm;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/**
 * Carries out a plan: a step starts when its own needs are met, not when a whole layer is done. A failed step stops what depends on it;
 * independent steps finish; then what was there before is restored.
 */
public final class Deployer {
    private final Cluster cluster;
    private final Helm helm;
    private final DeployLease lease;
    private final RunStamp stamp;
    private final DeployListener listener;
    private final FailurePolicy policy;

    /**
     * @param lease held: whatever is found half done is of somebody who is dead, and is mended
     * @param stamp for whatever is written
     */
    public Deployer(
            Cluster cluster,
            Helm helm,
            DeployLease lease,
            RunStamp stamp,
            DeployListener listener,
            FailurePolicy policy) {
        this.cluster = cluster;
        this.helm = helm;
        this.lease = lease;
        this.stamp = stamp;
        this.listener = listener;
        this.policy = policy;
    }

    /**
     * @param clusterUid for the journal
     * @return what happened; look at {@link Journal#succeeded()}
     */
    public Journal deploy(Plan plan, String clusterUid) {
        try (ClusterExecution execution = new ClusterExecution(cluster, helm, lease, stamp, plan)) {
            return deploy(plan, clusterUid, execution, listener, policy);
        }
    }

    static Journal deploy(
            Plan plan, String clusterUid, StepExecution execution, DeployListener listener, FailurePolicy policy) {
        Instant started = Instant.now();
        long nanos = System.nanoTime();
        Map<String, StepRun> runs = new LinkedHashMap<>();
        plan.steps().forEach(step -> runs.put(step.step().id(), new StepRun(step, listener)));
        Map<String, Finding> findings = new ConcurrentHashMap<>();
        // one thread a step: they mostly wait, and a platform has some twenty
        ExecutorService threads = Executors.newFixedThreadPool(Math.max(1, runs.size()));
        try {
            List<CompletableFuture<Void>> all = runs.values().stream()
                    .map(run ->
                            CompletableFuture.runAsync(() -> carryOut(run, runs, execution, policy, findings), threads))
                    .toList();
            Futures.result(CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)));
        } finally {
            threads.shutdownNow();
        }
        // everything is over: what failed has been looked at, and nothing that goes back is needed by a step under way
        List<JournalEntry> entries =
                runs.values().stream().map(StepRun::journalEntry).toList();
        List<Restored> restored = findings.isEmpty() || policy.chosen().equals(Optional.of(OnFailure.KEEP))
                ? List.of()
                : new Rollback(List.copyOf(runs.values()), execution).run();
        return new Journal(
                plan.rendered().platform().environment().name(),
                clusterUid,
                started,
                Duration.ofNanos(System.nanoTime() - nanos),
                entries,
                new Aftermath(
                        entries.stream()
                                .map(entry -> findings.get(entry.step()))
                                .filter(Objects::nonNull)
                                .toList(),
                        restored));
    }

    private static void carryOut(
            StepRun run,
            Map<String, StepRun> runs,
            StepExecution execution,
            FailurePolicy policy,
            Map<String, Finding> findings) {
        try {
            awaitNeeds(run, run.planned().step().needs(), runs);
        } catch (CompletionException blocked) {
            run.ends(StepState.Phase.BLOCKED, "needs " + blocked.getCause().getMessage());
            return;
        }
        try {
            run.starts();
            execution.send(run.planned(), run::triesAgain);
            run.isSent();
            execution.note(run.planned(), run::observes);
            execution.settle(run.planned(), run::observes);
            run.isReady();
        } catch (CancellationException interrupted) {
            run.ends(StepState.Phase.FAILED, "interrupted");
        } catch (RuntimeException failure) {
            String reason = failure.getMessage() == null ? failure.toString() : failure.getMessage();
            // before anybody hears of it: what comes next may clean up
            findings.put(run.planned().step().id(), lookAt(run.planned(), reason, execution, policy));
            run.ends(StepState.Phase.FAILED, reason);
        } catch (Error defect) {
            // whoever waits for this step must hear that it will not come
            run.ends(StepState.Phase.FAILED, defect.toString());
            throw defect;
        }
    }

    private static Finding lookAt(PlannedStep step, String reason, StepExecution execution, FailurePolicy policy) {
        try {
            return policy.evidence().collect(execution.failed(step, reason));
        } catch (RuntimeException unable) {
            // whatever happens here, whoever waits for this step must hear that it failed
            return FailureEvidence.none()
                    .collect(new FailedStep(step.step().id(), reason, List.of(), Optional.empty()));
        }
    }

    private static void awaitNeeds(StepRun run, List<Need> needs, Map<String, StepRun> runs) {
        for (int i = 0; i < needs.size(); i++) {
            Need need = needs.get(i);
            CompletableFuture<Void> milestone = runs.get(need.step()).reached(need.milestone());
            if (!milestone.isDone()) {
                run.waitsFor(needs.subList(i, needs.size()).stream()
                        .filter(left ->
                                !runs.get(left.step()).reached(left.milestone()).isDone())
                        .map(Need::toString)
                        .collect(Collectors.joining(", ")));
            }
            milestone.join();
        }
    }
}
