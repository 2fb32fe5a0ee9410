package dev.plumbline.local;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A local cluster whose node is Ready, whose DNS serves and whose emulator of AWS answers.
 *
 * @param name as it was started
 * @param run of all starts of that name, this one
 * @param persistent it is kept until removed; closing it does nothing
 * @param nodeContainer Docker's id of the node
 * @param kubeconfig file with mode 0600 in a folder with mode 0700
 * @param awsEndpoint of moto, the same from the host and from pods
 * @param kubernetesVersion such as {@code v1.34.4}
 * @param startup how long the start took
 * @param images which images it was started from
 * @param remarks what stands in for what, for every result
 */
public record RunningLocalCluster(
        String name,
        String run,
        boolean persistent,
        String nodeContainer,
        Path kubeconfig,
        URI awsEndpoint,
        String kubernetesVersion,
        Duration startup,
        String images,
        List<String> remarks)
        implements AutoCloseable {
    public RunningLocalCluster {
        remarks = List.copyOf(remarks);
    }

    /** Every request that the API server has answered so far, oldest first, those of the node's own reads left out. */
    public List<AuditEvent> auditEvents() {
        return AuditLog.read(new DockerCommand(), nodeContainer);
    }

    /** The same, with a remark if by now there are other images than those that it was started from. */
    RunningLocalCluster comparedWith(PreparedImages prepared) {
        if (images.equals(prepared.digest())) {
            return this;
        }
        List<String> more = new ArrayList<>(remarks);
        more.add("the cluster runs on older images than those prepared; renew it: ./plumbline down && ./plumbline up");
        return new RunningLocalCluster(
                name,
                run,
                persistent,
                nodeContainer,
                kubeconfig,
                awsEndpoint,
                kubernetesVersion,
                startup,
                images,
                more);
    }

    /** Removes an ephemeral cluster with all that belongs to it. */
    @Override
    public void close() {
        if (!persistent) {
            new ClusterRemoval(new DockerCommand()).removeRun(run);
            ClusterFolder.of(kubeconfig.getParent()).delete();
        }
    }
}
