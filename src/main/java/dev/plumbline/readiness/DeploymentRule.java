package dev.plumbline.readiness;

import dev.plumbline.readiness.Readiness.NotYet;
import dev.plumbline.readiness.Readiness.Ready;
import dev.plumbline.readiness.Readiness.Terminal;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentCondition;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import java.util.List;
import java.util.Optional;

/**
 * The controller has seen the current generation, and exactly the wanted replicas exist, all of them of the current ReplicaSet and
 * available. Only pods of the current ReplicaSet decide that it never will be: those of an old one may be the reason for the upgrade.
 */
final class DeploymentRule implements ReadinessRule<Deployment> {

    private static final String REVISION = "deployment.kubernetes.io/revision";

    @Override
    public Readiness assess(Deployment deployment, View view) {
        DeploymentStatus status = Optional.ofNullable(deployment.getStatus()).orElseGet(DeploymentStatus::new);
        Generation generation = Generation.of(deployment, status.getObservedGeneration());
        if (generation.isAhead() || generation.observed() == 0) {
            return new NotYet(generation.toString());
        }
        WantedReplicas wanted =
                WantedReplicas.of(deployment, deployment.getSpec().getReplicas(), view);
        Replicas replicas = new Replicas(
                wanted.count(),
                Replicas.orZero(status.getReplicas()),
                Replicas.orZero(status.getUpdatedReplicas()),
                Replicas.orZero(status.getAvailableReplicas()));
        if (replicas.complete()) {
            return new Ready();
        }
        if (Boolean.TRUE.equals(deployment.getSpec().getPaused())) {
            return new NotYet(replicas + "; its rollout is paused (spec.paused)");
        }
        Optional<ReplicaSet> current = currentReplicaSet(deployment, view);
        Optional<Readiness> denied = current.flatMap(DeploymentRule::creationFailure);
        if (denied.isPresent()) {
            return denied.get();
        }
        PodTroubles pods = PodTroubles.of(
                current.<List<io.fabric8.kubernetes.api.model.Pod>>map(view::podsOf)
                        .orElse(List.of()),
                view);
        if (pods.terminal().isPresent()) {
            return pods.terminal().get();
        }
        return stalled(deployment, status, replicas, pods, view)
                .orElseGet(() -> new NotYet(replicas + wanted.note() + pods.waitingText()));
    }

    /** The one that bears the Deployment's own revision; the controller writes both. */
    private static Optional<ReplicaSet> currentReplicaSet(Deployment deployment, View view) {
        Optional<String> revision = revision(deployment);
        return view.replicaSetsOf(deployment).stream()
                .filter(each -> revision.isPresent() && revision(each).equals(revision))
                .findFirst();
    }

    private static Optional<String> revision(HasMetadata object) {
        return Optional.ofNullable(object.getMetadata().getAnnotations()).map(annotations -> annotations.get(REVISION));
    }

    private static Optional<Readiness> creationFailure(ReplicaSet replicaSet) {
        return replicaSet.getStatus() == null
                ? Optional.empty()
                : ReplicaSetRule.creationFailure(replicaSet.getStatus());
    }

    /** A rollout that failed before this run began may come right now, so its verdict is believed only after a grace. */
    private static Optional<Readiness> stalled(
            Deployment deployment, DeploymentStatus status, Replicas replicas, PodTroubles pods, View view) {
        return Condition.find(status.getConditions(), "Progressing", DeploymentRule::condition)
                .filter(condition -> condition.isFalse() && "ProgressDeadlineExceeded".equals(condition.reason()))
                .filter(condition -> Graces.isOver(
                        Graces.PROGRESS,
                        view,
                        deployment.getMetadata().getUid() + "/progress/" + status.getObservedGeneration()))
                .map(condition -> new Terminal(
                        "%s; ProgressDeadlineExceeded: no progress within %s s (spec.progressDeadlineSeconds)%s"
                                .formatted(
                                        replicas,
                                        Optional.ofNullable(deployment.getSpec().getProgressDeadlineSeconds())
                                                .orElse(600),
                                        pods.waitingText())));
    }

    private static Condition condition(DeploymentCondition condition) {
        return new Condition(condition.getType(), condition.getStatus(), condition.getReason(), condition.getMessage());
    }
}
