package dev.plumbline.cluster;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.RequestConfig;
import io.fabric8.kubernetes.client.RequestConfigBuilder;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.Optional;

/** One Lease of {@code kube-system} as the API server has it. Writes are bound to the version that was read: of two, one wins. */
final class LeaseObject {
    static final String NAMESPACE = "kube-system";

    private final KubernetesClient client;
    private final String name;

    LeaseObject(KubernetesClient client, String name) {
        this.client = client;
        this.name = name;
    }

    /** The same with a bound on each request: an answer that comes too late is of no use. */
    LeaseObject answeringWithin(Duration bound) {
        RequestConfig config = new RequestConfigBuilder(
                        client.getConfiguration().getRequestConfig())
                .withRequestTimeout((int) bound.toMillis())
                .build();
        return new LeaseObject(client.newClient(config).adapt(KubernetesClient.class), name);
    }

    String name() {
        return name;
    }

    Optional<Lease> find() {
        return Optional.ofNullable(
                client.leases().inNamespace(NAMESPACE).withName(name).get());
    }

    /** @return as it is stored; empty if somebody else was faster */
    Optional<Lease> create(Lease lease) {
        return unlessBeaten(() -> resource(lease).create());
    }

    /** @return as it is stored; empty if it is no longer what was read */
    Optional<Lease> replace(Lease lease) {
        return unlessBeaten(() -> resource(lease).lockResourceVersion().update());
    }

    /** @return whether it was still what was read, and is deleted */
    boolean delete(Lease lease) {
        return unlessBeaten(() -> {
                    resource(lease).lockResourceVersion().delete();
                    return lease;
                })
                .isPresent();
    }

    private Resource<Lease> resource(Lease lease) {
        return client.leases().inNamespace(NAMESPACE).resource(lease);
    }

    private static Optional<Lease> unlessBeaten(java.util.function.Supplier<Lease> write) {
        try {
            return Optional.of(write.get());
        } catch (KubernetesClientException refused) {
            if (refused.getCode() == HttpURLConnection.HTTP_CONFLICT
                    || refused.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
                return Optional.empty();
            }
            throw refused;
        }
    }
}
