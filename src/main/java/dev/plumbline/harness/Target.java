package dev.plumbline.harness;

import dev.plumbline.cluster.Cluster;
import dev.plumbline.cluster.ClusterConnection;
import dev.plumbline.cluster.TokenKubeconfig;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The one cluster of a run.
 *
 * @param name for people
 * @param kubeconfig a file of its own for this cluster
 * @param tokens what writes that file, where its credentials age
 * @param awsEndpoints emulator addresses by AWS service id, reachable from the pods; empty for real AWS
 * @param notes what a result must say of it, for example which component stands in for which
 * @param expires until when what is written there may stay; empty = until somebody destroys it
 */
public record Target(
        String name,
        Path kubeconfig,
        Optional<TokenKubeconfig> tokens,
        Map<String, URI> awsEndpoints,
        List<String> notes,
        Optional<Instant> expires) {
    public Target {
        // they become a list in a chart's values: in another order it is another release
        awsEndpoints = Collections.unmodifiableMap(new TreeMap<>(awsEndpoints));
        notes = List.copyOf(notes);
    }

    /** A cluster whose kubeconfig file stays as it is. */
    public Target(String name, Path kubeconfig, Map<String, URI> awsEndpoints, List<String> notes) {
        this(name, kubeconfig, Optional.empty(), awsEndpoints, notes, Optional.empty());
    }

    /** The same for a platform that may be swept after some time. */
    public Target until(Instant end) {
        return new Target(name, kubeconfig, tokens, awsEndpoints, notes, Optional.of(end));
    }

    /** @throws dev.plumbline.cluster.ClusterException if the file cannot be read */
    Cluster connect() {
        return tokens.map(aging -> ClusterConnection.open(name, aging))
                .orElseGet(() -> ClusterConnection.open(name, kubeconfig));
    }
}
