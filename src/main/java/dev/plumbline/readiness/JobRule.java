package dev.plumbline.readiness;

import dev.plumbline.readiness.Readiness.NotYet;
import dev.plumbline.readiness.Readiness.Ready;
import dev.plumbline.readiness.Readiness.Terminal;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatus;
import java.util.Optional;

/** Complete. */
final class JobRule implements ReadinessRule<Job> {

    @Override
    public Readiness assess(Job job, View view) {
        JobStatus status = Optional.ofNullable(job.getStatus()).orElseGet(JobStatus::new);
        if (condition(status, "Complete").filter(Condition::isTrue).isPresent()) {
            return new Ready();
        }
        Optional<Condition> failed = condition(status, "Failed").filter(Condition::isTrue);
        if (failed.isPresent()) {
            return new Terminal("has failed: " + failed.get()
                    + PodTroubles.of(view.podsOf(job), view).waitingText());
        }
        if (job.getSpec() != null && Boolean.TRUE.equals(job.getSpec().getSuspend())) {
            return new NotYet("is suspended (spec.suspend)");
        }
        int active = Replicas.orZero(status.getActive());
        int succeeded = Replicas.orZero(status.getSucceeded());
        if (active == 0 && succeeded == 0) {
            Optional<Readiness> refused = FailedCreate.of(job, view);
            if (refused.isPresent()) {
                return refused.get();
            }
        }
        return PodTroubles.of(view.podsOf(job), view)
                .orWaiting("%d pod(s) active, %d succeeded, %d failed"
                        .formatted(active, succeeded, Replicas.orZero(status.getFailed())));
    }

    private static Optional<Condition> condition(JobStatus status, String type) {
        return Condition.find(status.getConditions(), type, JobRule::read);
    }

    private static Condition read(JobCondition condition) {
        return new Condition(condition.getType(), condition.getStatus(), condition.getReason(), condition.getMessage());
    }
}
