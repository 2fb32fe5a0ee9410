package dev.plumbline.cluster;

import java.nio.file.Path;

/** A kubeconfig file of our own for one cluster, mode 0600. */
@FunctionalInterface
public interface Kubeconfig {
    /** @return the file, with credentials that are good now */
    Path file();
}
