package dev.plumbline.local;

/** Docker labels by which our containers and networks are found again. */
final class ClusterLabels {
    /** The cluster's name. */
    static final String CLUSTER = "dev.plumbline.cluster";
    /** One start of a cluster: everything that belongs together. */
    static final String RUN = "dev.plumbline.run";
    /** {@code persistent} or {@code ephemeral}. */
    static final String MODE = "dev.plumbline.mode";
    /** {@code node} or {@code aws}. */
    static final String ROLE = "dev.plumbline.role";

    static final String PERSISTENT = "persistent";
    static final String EPHEMERAL = "ephemeral";

    private ClusterLabels() {}
}
