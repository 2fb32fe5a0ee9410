package dev.plumbline.deploy;

import dev.plumbline.cluster.Cluster;
import dev.plumbline.cluster.DeployLease;
import dev.plumbline.cluster.RunStamp;
import dev.plumbline.helm.Helm;
import dev.plumbline.helm.ReleaseId;
import dev.plumbline.helm.ReleaseSecrets;
import dev.plumbline.helm.ReleaseSpec;
import dev.plumbline.readiness.KindAccess;
import dev.plumbline.readiness.LiveView;
import dev.plumbline.readiness.ObjectRef;
import dev.plumbline.readiness.ReadinessOptions;
import dev.plumbline.readiness.ReadinessRules;
import dev.plumbline.readiness.ReadinessWait;
import dev.plumbline.readiness.WaitResult;
import dev.plumbline.readiness.WebhookGate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Carries out steps on a cluster: Helm for releases, server-side apply for objects, our own readiness for both. */
final class ClusterExecution implements StepExecution, AutoCloseable {
    /** A Helm call writes some thirty objects; a minute is an API server that has stopped answering. */
    private static final Duration HELM_CALL = Duration.ofSeconds(60);

    /** The slowest thing a release waits for is a webhook whose certificate a volume must bring: up to two minutes on a busy node. */
    private static final Duration SETTLING = Duration.ofMinutes(5);

    private static final Change HALF_DONE = new Change.Recover("an attempt before this one was not answered");

    private final Cluster cluster;
    private final Helm helm;
    private final DeployLease lease;
    private final RevisionNotes notes;
    private final ObjectWriter objects;
    private final Recovery recovery;
    private final Removal removal;
    private final WayBack wayBack;
    private final ApiRetry retry;
    private final LiveView view;
    private final ReadinessWait readiness;
    private final WebhookGate gate;
    private final Set<String> gatesNeeded;
    private final Plan plan;

    /** Releases that may be stamped, as far as they were sent. */
    private final Set<ReleaseId> ours = ConcurrentHashMap.newKeySet();

    ClusterExecution(Cluster cluster, Helm helm, DeployLease lease, RunStamp stamp, Plan plan) {
        this.cluster = cluster;
        this.helm = helm;
        this.lease = lease;
        this.notes = new RevisionNotes(new ReleaseSecrets(cluster.client()), lease, stamp);
        KindAccess kinds = new KindAccess(cluster.client());
        this.recovery = new Recovery(cluster, helm, HELM_CALL);
        this.removal = new Removal(cluster.client(), SETTLING);
        this.objects = new ObjectWriter(kinds, stamp);
        this.wayBack = new WayBack(cluster, helm, kinds, objects, HELM_CALL);
        this.retry = new ApiRetry(SETTLING);
        this.view = new LiveView(cluster.client());
        ReadinessRules rules = ReadinessRules.standard(ReadinessOptions.forDeploy());
        // a kind that nobody can judge is found out before anything is written
        plan.steps().stream()
                .filter(step -> !(step.step() instanceof Step.Gate))
                .forEach(step -> rules.requireKnown(objectsOf(step.step())));
        this.readiness = new ReadinessWait(rules, view);
        this.gate = new WebhookGate(cluster.client(), view);
        this.gatesNeeded = gatesBeforeWrites(plan);
        this.plan = plan;
    }

    @Override
    public void send(PlannedStep planned, Consumer<String> observed) {
        if (!planned.change().writes()) {
            return;
        }
        retry.run(() -> wayBack.remember(planned), observed);
        if (planned.step() instanceof Step.Apply apply) {
            if (planned.change() instanceof Change.Recover) {
                removal.awaitGone(List.of(apply.object()));
            }
            retry.run(leased(() -> objects.apply(apply.object())), observed);
        } else if (planned.step() instanceof Step.Deploy deploy) {
            RenderedRelease release = deploy.release();
            Change change = planned.change();
            if (retry.get(() -> notes.isOurs(release.spec().id(), change))) {
                ours.add(release.spec().id());
            }
            // a first install that failed half-way is one that Helm refuses to build on
            retry.run(
                    leased(() -> deploy(release, change)),
                    leased(() -> deploy(release, change instanceof Change.Update ? change : HALF_DONE)),
                    observed);
        }
    }

    @Override
    public void note(PlannedStep planned, Consumer<String> observed) {
        if (!planned.change().writes() || !(planned.step() instanceof Step.Deploy deploy)) {
            return;
        }
        ReleaseId id = deploy.release().spec().id();
        if (ours.contains(id)) {
            notes.stamp(id, observed);
        }
        if (planned.change() instanceof Change.Update) {
            notes.prune(id, observed);
        }
    }

    /** Each attempt asks again: whoever lost the lease meanwhile must not write. */
    private Runnable leased(Runnable write) {
        return () -> {
            lease.require();
            write.run();
        };
    }

    @Override
    public void settle(PlannedStep planned, Consumer<String> observed) {
        if (!(planned.step() instanceof Step.Gate webhooks)) {
            awaitReady(objectsOf(planned.step()), observed);
        } else if (gatesNeeded.contains(webhooks.id())) {
            require(gate.await(webhooks.probe(), SETTLING, progress -> observed.accept(progress.toString())));
        }
    }

    private void awaitReady(List<ObjectRef> objects, Consumer<String> observed) {
        require(readiness.await(objects, SETTLING, progress -> observed.accept(progress.toString())));
    }

    private static void require(WaitResult result) {
        if (!result.converged()) {
            throw new DeployException(result.toString());
        }
    }

    @Override
    public FailedStep failed(PlannedStep planned, String reason) {
        Step step = planned.step();
        return new FailedStep(
                step.id(),
                reason,
                step instanceof Step.Gate gate
                        ? plan.step(gate.webhooks())
                                .map(ClusterExecution::objectsOf)
                                .orElse(List.of())
                        : objectsOf(step),
                step instanceof Step.Deploy deploy
                        ? Optional.of(deploy.release().spec().id())
                        : Optional.empty());
    }

    @Override
    public boolean hasWayBack(PlannedStep planned) {
        return wayBack.exists(planned.step().id());
    }

    @Override
    public void restore(PlannedStep planned, Consumer<String> observed, Consumer<String> to) {
        AtomicReference<WayBack.Return> back = new AtomicReference<>();
        retry.run(leased(() -> back.set(wayBack.take(planned))), observed);
        if (planned.step() instanceof Step.Deploy deploy && back.get().written()) {
            notes.stampOurs(deploy.release().spec().id(), observed);
        }
        to.accept(back.get().to());
        awaitReady(back.get().objects(), observed);
    }

    private void deploy(RenderedRelease release, Change change) {
        ReleaseSpec spec = release.spec();
        if (change instanceof Change.Recover) {
            recovery.recover(release);
        } else if (change instanceof Change.Create) {
            helm.install(spec, cluster.kubeconfig(), HELM_CALL);
        } else if (change instanceof Change.Update) {
            helm.upgrade(spec, cluster.kubeconfig(), HELM_CALL);
        }
    }

    private static List<ObjectRef> objectsOf(Step step) {
        if (step instanceof Step.Deploy deploy) {
            String namespace = deploy.release().release().namespace();
            return deploy.release().objects().stream()
                    .map(object -> ObjectRef.of(object, namespace))
                    .toList();
        }
        return List.of(ObjectRef.of(((Step.Apply) step).object()));
    }

    /** A gate is only of use to a step that writes. */
    private static Set<String> gatesBeforeWrites(Plan plan) {
        return plan.steps().stream()
                .filter(step -> step.change().writes())
                .flatMap(step -> step.step().needs().stream())
                .map(Need::step)
                .collect(Collectors.toSet());
    }

    @Override
    public void close() {
        view.close();
    }
}
