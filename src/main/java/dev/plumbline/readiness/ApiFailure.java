package dev.plumbline.readiness;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Optional;

/**
 * What a failed request to the API server means for one who waits.
 *
 * @param code HTTP status; 0 = no answer came
 * @param message what the server or the connection said
 */
record ApiFailure(int code, String message) {

    static ApiFailure of(KubernetesClientException failure) {
        String message = failure.getStatus() != null && failure.getStatus().getMessage() != null
                ? failure.getStatus().getMessage()
                : connection(failure);
        return new ApiFailure(failure.getCode(), message.strip());
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
    boolean passes() {
        return code <= 0 || code == 408 || code == 429 || code >= 500;
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
