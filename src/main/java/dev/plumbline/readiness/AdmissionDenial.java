package dev.plumbline.readiness;

import dev.plumbline.readiness.Readiness.NotYet;
import dev.plumbline.readiness.Readiness.Terminal;
import java.util.List;

/** Why the API server refused a controller's pod, read from the message that the controller repeats. */
final class AdmissionDenial {

    /** A 403 or 422: the same pod will be refused again. */
    private static final List<String> FINAL =
            List.of("denied the request", "is forbidden", "is invalid", "exceeded quota", "violates PodSecurity");

    /** Words of a 403 or 500 that passes: the account is created in the same breath, or the webhook's pods start. */
    private static final List<String> PASSING = List.of("failed calling webhook", "error looking up service account");

    private AdmissionDenial() {}

    static Readiness of(String message) {
        boolean passing = PASSING.stream().anyMatch(message::contains);
        boolean isFinal = FINAL.stream().anyMatch(message::contains);
        return !passing && isFinal
                ? new Terminal("its pods are refused: " + message)
                : new NotYet("its pods cannot be created: " + message);
    }
}
