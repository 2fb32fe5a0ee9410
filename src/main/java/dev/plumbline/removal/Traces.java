package dev.plumbline.removal;

import dev.plumbline.deploy.RenderedPlatform;
import dev.plumbline.helm.ReleaseId;
import dev.plumbline.readiness.ObjectRef;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What programs write for themselves and nobody takes away: leases by which they elect a leader, ConfigMaps with their state. Where the
 * namespace goes, these go with it; in one that stays they are found by their names, which is no proof whose they are: they are named, and
 * not removed.
 */
final class Traces {
    private final KubernetesClient client;

    Traces(KubernetesClient client) {
        this.client = client;
    }

    List<ObjectRef> of(RenderedPlatform rendered) {
        Set<String> going = rendered.platform().namespaces().stream()
                .map(namespace -> namespace.getMetadata().getName())
                .collect(Collectors.toSet());
        List<ReleaseId> staying = rendered.releases().stream()
                .map(release -> release.spec().id())
                .filter(release -> !going.contains(release.namespace()))
                .toList();
        List<ObjectRef> traces = new ArrayList<>();
        staying.stream().map(ReleaseId::namespace).distinct().forEach(namespace -> notes(namespace)
                .filter(note -> staying.stream().anyMatch(release -> isNamedAfter(release, note)))
                .map(ObjectRef::of)
                .forEach(traces::add));
        return traces;
    }

    private Stream<HasMetadata> notes(String namespace) {
        return Stream.concat(
                client.leases().inNamespace(namespace).list().getItems().stream(),
                client.configMaps().inNamespace(namespace).list().getItems().stream());
    }

    private static boolean isNamedAfter(ReleaseId release, HasMetadata note) {
        String name = note.getMetadata().getName();
        return note.getMetadata().getNamespace().equals(release.namespace())
                && (name.equals(release.name()) || name.startsWith(release.name() + "-"));
    }
}
