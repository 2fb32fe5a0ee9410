package dev.plumbline.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;

/**
 * The one target of a run: a kubeconfig file of our own and a client made from it. The ambient kubeconfig is never read.
 *
 * @param name for people: the environment's cluster name
 * @param kubeconfig file with mode 0600, one context; handed to Helm
 * @param client made from that file
 */
public record Cluster(String name, Path kubeconfig, KubernetesClient client) implements AutoCloseable {
    @Override
    public void close() {
        client.close();
    }
}
