package dev.plumbline.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;

/**
 * The one target of a run: a kubeconfig file of our own and a client made from it. The ambient kubeconfig is never read.
 *
 * @param name for people: the environment's cluster name
 * @param access where the kubeconfig file comes from
 * @param client made from that file
 */
public record Cluster(String name, Kubeconfig access, KubernetesClient client) implements AutoCloseable {
    /** A cluster whose file stays as it is. */
    public Cluster(String name, Path kubeconfig, KubernetesClient client) {
        this(name, () -> kubeconfig, client);
    }

    /** A file with mode 0600, one context, and credentials that are good now; handed to Helm at each call. */
    public Path kubeconfig() {
        return access.file();
    }

    @Override
    public void close() {
        client.close();
    }
}
