package dev.plumbline.readiness;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A condition of any kind; the model has one class per kind for them.
 *
 * @param type {@code Ready}
 * @param status {@code True}, {@code False} or {@code Unknown}
 * @param reason may be empty
 * @param message may be empty
 */
record Condition(String type, String status, String reason, String message) {
    Condition {
        type = orEmpty(type);
        status = orEmpty(status);
        reason = orEmpty(reason);
        message = orEmpty(message);
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text.strip();
    }

    /** The condition of that type in a list of the model's own classes; the list may be null. */
    static <C> Optional<Condition> find(List<C> conditions, String type, Function<C, Condition> reading) {
        return Optional.ofNullable(conditions).orElse(List.of()).stream()
                .map(reading)
                .filter(condition -> condition.type().equals(type))
                .findFirst();
    }

    /** The condition of that type in {@code status.conditions} of a custom resource. */
    static Optional<Condition> find(GenericKubernetesResource object, String type) {
        Object status = object.getAdditionalProperties().get("status");
        Object conditions = status instanceof Map<?, ?> map ? map.get("conditions") : null;
        List<?> list = conditions instanceof List<?> found ? found : List.of();
        return find(list, type, Condition::ofMap);
    }

    private static Condition ofMap(Object element) {
        Map<?, ?> map = element instanceof Map<?, ?> found ? found : Map.of();
        return new Condition(
                text(map.get("type")), text(map.get("status")), text(map.get("reason")), text(map.get("message")));
    }

    private static String text(Object value) {
        return value == null ? "" : value.toString();
    }

    boolean isTrue() {
        return "True".equals(status);
    }

    boolean isFalse() {
        return "False".equals(status);
    }

    /** {@code ScalingActive=False (FailedGetResourceMetric: ...)} */
    @Override
    public String toString() {
        String why = reason.isEmpty() || message.isEmpty() ? reason + message : reason + ": " + message;
        return type + "=" + status + (why.isEmpty() ? "" : " (" + why + ")");
    }
}
