package dev.plumbline.readiness;

import dev.plumbline.readiness.Readiness.NotYet;
import dev.plumbline.readiness.Readiness.Ready;
import dev.plumbline.readiness.Readiness.Terminal;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionCondition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionStatus;
import java.util.Optional;

/** Its names are accepted and it is served. Names that another CRD holds stay refused until that one is gone. */
final class CustomResourceDefinitionRule implements ReadinessRule<CustomResourceDefinition> {

    @Override
    public Readiness assess(CustomResourceDefinition definition, View view) {
        Optional<Condition> names = condition(definition, "NamesAccepted");
        Optional<Condition> established = condition(definition, "Established");
        if (names.filter(Condition::isFalse).isPresent()) {
            return new Terminal("its names are taken: " + names.get());
        }
        if (names.filter(Condition::isTrue).isPresent()
                && established.filter(Condition::isTrue).isPresent()) {
            return new Ready();
        }
        return new NotYet(established.map(Condition::toString).orElse("not established yet"));
    }

    private static Optional<Condition> condition(CustomResourceDefinition definition, String type) {
        return Optional.ofNullable(definition.getStatus())
                .map(CustomResourceDefinitionStatus::getConditions)
                .flatMap(conditions -> Condition.find(conditions, type, CustomResourceDefinitionRule::read));
    }

    private static Condition read(CustomResourceDefinitionCondition condition) {
        return new Condition(condition.getType(), condition.getStatus(), condition.getReason(), condition.getMessage());
    }
}
