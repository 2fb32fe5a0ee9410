package dev.plumbline.cluster;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;

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

    /** The certificate authority that the connection trusts, as PEM; empty if it has none of its own. */
    public Optional<String> certificateAuthority() {
        Config config = client.getConfiguration();
        try {
            if (config.getCaCertData() != null) {
                return Optional.of(
                        new String(Base64.getMimeDecoder().decode(config.getCaCertData()), StandardCharsets.UTF_8));
            }
            return config.getCaCertFile() == null
                    ? Optional.empty()
                    : Optional.of(Files.readString(Path.of(config.getCaCertFile())));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read " + config.getCaCertFile(), unreadable);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
