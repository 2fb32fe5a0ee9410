package dev.plumbline.readiness;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Optional;

/**
 * A rule with the class of objects that it judges.
 *
 * @param type what the object is read as
 * @param rule the rule
 * @param settles once ready it stays so, so a wait need not look again: kinds for which existence is readiness, and CRDs
 */
record KindRule<T extends HasMetadata>(Class<T> type, ReadinessRule<? super T> rule, boolean settles) {

    Readiness assess(ObjectRef ref, View view) {
        Optional<T> found;
        try {
            found = view.find(ref, type);
        } catch (KubernetesClientException cannotRead) {
            return ApiFailure.of(cannotRead).whileReading(ref);
        }
        if (found.isEmpty()) {
            return new Readiness.NotYet("does not exist");
        }
        T object = found.get();
        if (object.getMetadata().getDeletionTimestamp() != null && !"Namespace".equals(ref.kind())) {
            return new Readiness.NotYet("is being deleted" + finalizers(object));
        }
        return rule.assess(object, view);
    }

    private static String finalizers(HasMetadata object) {
        var finalizers = object.getMetadata().getFinalizers();
        return finalizers == null || finalizers.isEmpty() ? "" : "; finalizers left: " + String.join(", ", finalizers);
    }
}
