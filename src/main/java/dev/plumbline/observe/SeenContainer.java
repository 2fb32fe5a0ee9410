package dev.plumbline.observe;

import io.fabric8.kubernetes.api.model.Container;

/**
 * A container of a workload's pod template.
 *
 * @param workload whose template it is in
 * @param container as the source gave it; to be read only
 * @param path where it is within the workload, for example {@code spec.template.spec.containers[service]}
 */
public record SeenContainer(SeenWorkload workload, Container container, String path) {
    public String name() {
        return container.getName();
    }

    @Override
    public String toString() {
        return "container " + name() + " of " + workload.id();
    }
}
