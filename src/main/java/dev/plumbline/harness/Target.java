package dev.plumbline.harness;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The one cluster of a run.
 *
 * @param name for people
 * @param kubeconfig a file of its own for this cluster
 * @param awsEndpoints emulator addresses by AWS service id, reachable from the pods; empty for real AWS
 * @param notes what a result must say of it, for example which component stands in for which
 */
public record Target(String name, Path kubeconfig, Map<String, URI> awsEndpoints, List<String> notes) {
    public Target {
        awsEndpoints = Map.copyOf(awsEndpoints);
        notes = List.copyOf(notes);
    }
}
