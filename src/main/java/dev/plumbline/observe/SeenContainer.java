package dev.plumbline.observe;

import io.fabric8.kubernetes.api.model.Container;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A container of a workload's pod template, or of a pod: there it may have been changed or added by a webhook.
 *
 * @param owner in what it is
 * @param container as the source gave it; to be read only
 * @param path where it is within its owner, for example {@code spec.template.spec.containers[service]}
 */
public record SeenContainer(Seen<?> owner, Container container, String path) {
    /** Init containers, then the others. */
    static List<SeenContainer> of(Seen<?> owner, io.fabric8.kubernetes.api.model.PodSpec spec, String path) {
        return Stream.concat(
                        of(owner, path + ".initContainers", spec.getInitContainers()),
                        of(owner, path + ".containers", spec.getContainers()))
                .toList();
    }

    private static Stream<SeenContainer> of(Seen<?> owner, String list, List<Container> containers) {
        return Optional.ofNullable(containers).orElse(List.of()).stream()
                .map(container -> new SeenContainer(owner, container, "%s[%s]".formatted(list, container.getName())));
    }

    public String name() {
        return container.getName();
    }

    /** The one of that name; fails naming those that are there. */
    static SeenContainer named(String name, Seen<?> owner, String path, List<SeenContainer> all) {
        return all.stream()
                .filter(container -> name.equals(container.name()))
                .findFirst()
                .orElseThrow(() -> new MissingObject("%s (%s) has no container %s: %s.containers has %s"
                        .formatted(
                                owner.id(),
                                owner.origin(),
                                name,
                                path,
                                all.stream().map(SeenContainer::name).toList())));
    }

    @Override
    public String toString() {
        return "container " + name() + " of " + owner.id();
    }
}
