package dev.plumbline.readiness;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusDetails;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a failed request to the API server means for one who waits.
 *
 * @param code HTTP status; 0 = no answer came
 * @param message what the server or the connection said
 * @param retryAfter how long the server asks to be left alone; zero if it does not say
 */
public record ApiFailure(int code, String message, Duration retryAfter) {
    /** What the API server asks for when it has too much to do, if it names no time. */
    private static final Duration TOO_MANY = Duration.ofSeconds(1);

    /** Server-side apply answers 500 to what is a mistake of the object: trying again changes nothing. */
    private static final List<String> MISTAKES = List.of(
            "field not declared in schema",
            "failed to create typed patch object",
            "failed to convert new object",
            "error decoding YAML");

    public static ApiFailure of(KubernetesClientException failure) {
        String message = failure.getStatus() != null && failure.getStatus().getMessage() != null
                ? failure.getStatus().getMessage()
                : connection(failure);
        return new ApiFailure(failure.getCode(), message.strip(), retryAfter(failure));
    }

    private static Duration retryAfter(KubernetesClientException failure) {
        Optional<Integer> asked = Optional.ofNullable(failure.getStatus())
                .map(Status::getDetails)
                .map(StatusDetails::getRetryAfterSeconds)
                .filter(seconds -> seconds > 0);
        return asked.map(Duration::ofSeconds).orElse(failure.getCode() == 429 ? TOO_MANY : Duration.ZERO);
    }

    private static String connection(Throwable failure) {
        String own = Optional.ofNullable(failure.getMessage())
                .orElse(failure.getClass().getSimpleName());
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root == failure || root.getMessage() == null || own.contains(root.getMessage())
                ? own
                : own + " (" + root.getClass().getSimpleName() + ": " + root.getMessage() + ")";
    }

    /** No answer, too many requests, or a fault on the server's side, which includes a webhook that cannot be called. */
    public boolean passes() {
        return (code <= 0 || code == 408 || code == 429 || code >= 500)
                && MISTAKES.stream().noneMatch(message::contains);
    }

    Readiness whileReading(ObjectRef ref) {
        if (code == 401 || code == 403) {
            return new Readiness.Terminal(
                    "may not be read (HTTP %d: %s). Check the rights of the kubeconfig's user: kubectl auth can-i get %s%s"
                            .formatted(
                                    code,
                                    message,
                                    ref.kind().toLowerCase(java.util.Locale.ROOT),
                                    ref.namespace()
                                            .map(namespace -> " -n " + namespace)
                                            .orElse("")));
        }
        return new Readiness.NotYet("cannot be read: " + this);
    }

    @Override
    public String toString() {
        return code > 0 ? "HTTP " + code + ": " + message : message;
    }
}
