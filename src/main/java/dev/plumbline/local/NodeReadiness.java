package dev.plumbline.local;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientTimeoutException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** Waits, by watching, until a started node can take pods: it is Ready, pods get a service account, and DNS serves. */
final class NodeReadiness {
    /** Measured: under 2 s after the node says that it is up. */
    private static final long SECONDS = 60;

    private NodeReadiness() {}

    /** @return the version of the API server, such as {@code v1.34.4} */
    static String await(Path kubeconfig) {
        Config config = Config.fromKubeconfig(kubeconfig.toFile());
        config.setUserAgent("plumbline-local");
        try (KubernetesClient client =
                new KubernetesClientBuilder().withConfig(config).build()) {
            String version = client.getKubernetesVersion().getGitVersion();
            for (Node node : client.nodes().list().getItems()) {
                client.nodes()
                        .withName(node.getMetadata().getName())
                        .waitUntilCondition(NodeReadiness::ready, SECONDS, TimeUnit.SECONDS);
            }
            client.serviceAccounts()
                    .inNamespace("default")
                    .withName("default")
                    .waitUntilCondition(Objects::nonNull, SECONDS, TimeUnit.SECONDS);
            client.apps()
                    .deployments()
                    .inNamespace("kube-system")
                    .withName("coredns")
                    .waitUntilCondition(NodeReadiness::available, SECONDS, TimeUnit.SECONDS);
            return version;
        } catch (KubernetesClientTimeoutException late) {
            throw new LocalClusterException(
                    "the local node is up but not ready for pods after %d s: %s".formatted(SECONDS, late.getMessage()),
                    late);
        }
    }

    private static boolean ready(Node node) {
        return node != null
                && node.getStatus().getConditions().stream()
                        .anyMatch(condition -> condition.getType().equals("Ready")
                                && condition.getStatus().equals("True"));
    }

    private static boolean available(Deployment deployment) {
        return deployment != null
                && deployment.getStatus() != null
                && deployment.getStatus().getAvailableReplicas() != null
                && deployment.getStatus().getAvailableReplicas() > 0;
    }
}
