package dev.plumbline.local;

import java.util.ArrayList;
import java.util.List;

/** Removes containers, with their volumes, and networks by our labels. */
record ClusterRemoval(DockerCommand docker) {
    void removeRun(String run) {
        removeAll(ClusterLabels.RUN + "=" + run);
    }

    /** @return whether there was anything */
    boolean removePersistent(String name) {
        return removeAll(ClusterLabels.CLUSTER + "=" + name, ClusterLabels.MODE + "=" + ClusterLabels.PERSISTENT);
    }

    private boolean removeAll(String... labels) {
        List<String> containers = ids(List.of("ps", "--all", "--quiet", "--no-trunc"), labels);
        if (!containers.isEmpty()) {
            List<String> command = new ArrayList<>(List.of("rm", "--force", "--volumes"));
            command.addAll(containers);
            tolerant(command);
        }
        List<String> networks = ids(List.of("network", "ls", "--quiet", "--no-trunc"), labels);
        if (!networks.isEmpty()) {
            List<String> command = new ArrayList<>(List.of("network", "rm"));
            command.addAll(networks);
            tolerant(command);
        }
        return !containers.isEmpty() || !networks.isEmpty();
    }

    /** Somebody else may be removing the same at the same time; what counts is that it is gone. */
    private void tolerant(List<String> command) {
        DockerCommand.Answer answer = docker.attempt(command.toArray(String[]::new));
        if (!answer.good()
                && !answer.error().contains("No such")
                && !answer.error().contains("not found")
                && !answer.error().contains("already in progress")) {
            throw new LocalClusterException("cannot remove a local cluster: docker %s: %s"
                    .formatted(command.get(0), answer.error().strip()));
        }
    }

    private List<String> ids(List<String> listing, String... labels) {
        List<String> command = new ArrayList<>(listing);
        for (String label : labels) {
            command.add("--filter");
            command.add("label=" + label);
        }
        return docker.run(command.toArray(String[]::new)).lines();
    }
}
