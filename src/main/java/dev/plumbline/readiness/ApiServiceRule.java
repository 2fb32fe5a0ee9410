package dev.plumbline.readiness;

import dev.plumbline.readiness.Readiness.NotYet;
import dev.plumbline.readiness.Readiness.Ready;
import io.fabric8.kubernetes.api.model.APIService;
import io.fabric8.kubernetes.api.model.APIServiceCondition;
import io.fabric8.kubernetes.api.model.APIServiceStatus;
import java.util.Optional;

/** The API server reaches what serves the group. While it does not, no namespace of the cluster can finish its deletion. */
final class ApiServiceRule implements ReadinessRule<APIService> {

    @Override
    public Readiness assess(APIService service, View view) {
        return Optional.ofNullable(service.getStatus())
                .map(APIServiceStatus::getConditions)
                .flatMap(conditions -> Condition.find(conditions, "Available", ApiServiceRule::read))
                .<Readiness>map(available -> available.isTrue() ? new Ready() : new NotYet(available.toString()))
                .orElseGet(() -> new NotYet("no condition Available yet"));
    }

    private static Condition read(APIServiceCondition condition) {
        return new Condition(condition.getType(), condition.getStatus(), condition.getReason(), condition.getMessage());
    }
}
