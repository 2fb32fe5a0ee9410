package dev.plumbline.drift;

import dev.plumbline.deploy.DeployException;
import dev.plumbline.helm.BuiltInKinds.Served;
import dev.plumbline.readiness.ObjectRef;
import dev.plumbline.snapshot.TreeApi;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Writes what was made of an object as it was read and, when somebody was faster, what is made of it as it is by then. Nobody is
 * overwritten, and a controller that writes a status now and then costs no deploy.
 */
final class ConflictRetry {
    /** An attempt takes milliseconds, and no controller writes more often than every few seconds: this many lost ones are a fight. */
    private static final int ATTEMPTS = 10;

    private static final int CONFLICT = 409;

    private final TreeApi api;

    ConflictRetry(TreeApi api) {
        this.api = api;
    }

    /**
     * @param first makes something of the object as it was read, and writes it; the server refuses that if it is no longer the newest
     * @param again the same of the object as it is now; empty = it is gone
     * @throws DeployException when somebody else was faster each time
     */
    <T> T run(ObjectRef ref, Served served, Supplier<T> first, Function<Optional<Map<String, Object>>, T> again) {
        Optional<Map<String, Object>> now = Optional.empty();
        for (int attempt = 1; ; attempt++) {
            try {
                return attempt == 1 ? first.get() : again.apply(now);
            } catch (KubernetesClientException refused) {
                boolean wasThere = attempt == 1 || now.isPresent();
                boolean somebodyWasFaster =
                        refused.getCode() == CONFLICT || refused.getCode() == TreeApi.NOT_FOUND && wasThere;
                if (!somebodyWasFaster) {
                    throw refused;
                }
                now = TreeApi.join(api.get(ref, served));
                if (attempt == ATTEMPTS) {
                    throw neverEnding(ref, served, now, refused);
                }
            }
        }
    }

    private static DeployException neverEnding(
            ObjectRef ref, Served served, Optional<Map<String, Object>> now, KubernetesClientException refused) {
        return new DeployException(
                """
                %s: whenever it was to be written, somebody else had just changed it
                  tried      %d times, each time what it was by then
                  changed by %s
                  server     %s
                  do         see who writes to it, and stop that: kubectl get %s %s%s -o yaml --show-managed-fields
                             then the same command again; what it wrote before this object stays""".formatted(
                        ref,
                        ATTEMPTS,
                        writers(now),
                        refused.getMessage(),
                        served.plural() + (ref.group().isEmpty() ? "" : "." + ref.group()),
                        ref.name(),
                        ref.namespace().map(namespace -> " -n " + namespace).orElse("")),
                refused);
    }

    private static String writers(Optional<Map<String, Object>> now) {
        List<Owner> last = now.map(Owner::newestOf).orElse(List.of());
        return last.isEmpty()
                ? "unknown"
                : last.stream().map(Owner::toString).distinct().collect(Collectors.joining(", "));
    }
}
