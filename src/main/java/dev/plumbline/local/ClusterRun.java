package dev.plumbline.local;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One start of a cluster: the names and labels of all that belongs to it.
 *
 * @param name the cluster's name
 * @param id of this start
 * @param persistent it outlives its owner
 * @param owner who starts it
 */
record ClusterRun(String name, String id, boolean persistent, Owner owner) {
    Map<String, String> labels(String role) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put(ClusterLabels.CLUSTER, name);
        labels.put(ClusterLabels.RUN, id);
        labels.put(ClusterLabels.MODE, persistent ? ClusterLabels.PERSISTENT : ClusterLabels.EPHEMERAL);
        labels.put(ClusterLabels.ROLE, role);
        labels.putAll(owner.labels());
        return labels;
    }

    /** A persistent cluster's name is taken once: of two that start it at the same time, one is refused. */
    String container(String role) {
        return persistent ? "plumbline-%s-%s".formatted(name, role) : "plumbline-%s-%s-%s".formatted(name, id, role);
    }

    String folder() {
        return persistent ? name : name + "-" + id;
    }
}
