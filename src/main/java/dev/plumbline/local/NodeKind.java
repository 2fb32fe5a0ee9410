package dev.plumbline.local;

/** What the node of a local cluster is. */
public enum NodeKind {
    /** The k3s-compatible node that {@code fixtures/local} builds; needs no registry. */
    BUILT,
    /** {@code rancher/k3s} of the pinned version, pulled from a registry. */
    K3S
}
