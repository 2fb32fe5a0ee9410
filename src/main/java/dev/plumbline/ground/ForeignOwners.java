package dev.plumbline.ground;

import dev.plumbline.cluster.Models;
import dev.plumbline.deploy.Manifest;
import dev.plumbline.deploy.RenderedPlatform;
import dev.plumbline.deploy.RenderedRelease;
import dev.plumbline.helm.ReleaseId;
import dev.plumbline.preflight.Finding;
import dev.plumbline.readiness.KindAccess;
import dev.plumbline.readiness.ObjectRef;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Whether what the releases would create exists already and is somebody else's: Helm refuses to touch it, in the middle of a deploy. */
record ForeignOwners(KubernetesClient client) {
    private static final String RELEASE = "meta.helm.sh/release-name";
    private static final String RELEASE_NAMESPACE = "meta.helm.sh/release-namespace";
    /** What EKS writes add-ons as. */
    private static final String EKS = "eks";

    /** A finding for each owner, with all that is its. */
    List<Finding> of(RenderedPlatform platform, Concurrently concurrently) {
        KindAccess kinds = new KindAccess(client);
        Map<ReleaseId, Set<String>> folders =
                platform.releases().stream().collect(Collectors.toMap(ForeignOwners::id, ForeignOwners::definitions));
        record Held(String owner, ObjectRef object) {}
        Map<String, List<ObjectRef>> held = new TreeMap<>();
        concurrently
                .ask(
                        platform.releases().stream()
                                .flatMap(
                                        release -> release.objects().stream().map(object -> Map.entry(release, object)))
                                .toList(),
                        entry -> owner(entry.getKey(), entry.getValue(), kinds, folders.get(id(entry.getKey())))
                                .map(owner -> new Held(
                                        owner,
                                        ObjectRef.of(
                                                entry.getValue(),
                                                entry.getKey().release().namespace()))))
                .stream()
                .flatMap(Optional::stream)
                .forEach(one -> held.merge(one.owner(), List.of(one.object()), ForeignOwners::joined));
        return held.entrySet().stream()
                .map(owner -> Finding.wrong(
                        "owners",
                        "%s belong%s to %s: Helm would refuse to take over"
                                .formatted(
                                        words(owner.getValue()),
                                        owner.getValue().size() == 1 ? "s" : "",
                                        owner.getKey()),
                        fix(owner.getKey())))
                .toList();
    }

    private Optional<String> owner(
            RenderedRelease release, HasMetadata object, KindAccess kinds, Set<String> definitions) {
        return kinds.resource(inItsNamespace(release, object))
                .map(resource -> (HasMetadata) resource.get())
                .flatMap(live -> foreign(id(release), live, definitions));
    }

    private static ReleaseId id(RenderedRelease release) {
        return new ReleaseId(release.release().namespace(), release.release().name());
    }

    /** Names of those in the folder {@code crds/} of the chart. */
    private static Set<String> definitions(RenderedRelease release) {
        boolean any = release.objects().stream().anyMatch(CustomResourceDefinition.class::isInstance);
        return any
                ? Manifest.objects(
                                release.spec().definitions(), release.release().namespace())
                        .stream()
                        .map(definition -> definition.getMetadata().getName())
                        .collect(Collectors.toSet())
                : Set.of();
    }

    private static HasMetadata inItsNamespace(RenderedRelease release, HasMetadata object) {
        HasMetadata placed = Models.copy(object);
        ObjectRef.of(object, release.release().namespace()).namespace().ifPresent(placed.getMetadata()::setNamespace);
        return placed;
    }

    private static Optional<String> foreign(ReleaseId own, HasMetadata live, Set<String> definitions) {
        Map<String, String> annotations =
                Optional.ofNullable(live.getMetadata().getAnnotations()).orElse(Map.of());
        String name = annotations.get(RELEASE);
        if (name != null) {
            ReleaseId owner = new ReleaseId(annotations.getOrDefault(RELEASE_NAMESPACE, ""), name);
            return owner.equals(own) ? Optional.empty() : Optional.of("Helm release " + owner);
        }
        if (live instanceof CustomResourceDefinition
                && definitions.contains(live.getMetadata().getName())) {
            // those of the chart's folder crds are nobody's after Helm made them, and left alone from then on
            return Optional.empty();
        }
        List<String> managers = live.getMetadata().getManagedFields().stream()
                .map(ManagedFieldsEntry::getManager)
                .distinct()
                .toList();
        return Optional.of(
                managers.contains(EKS)
                        ? "an EKS add-on"
                        : "nobody's release, written by " + String.join(", ", managers));
    }

    private static String fix(String owner) {
        if (owner.startsWith("Helm release ")) {
            String[] parts = owner.substring("Helm release ".length()).split("/");
            return "helm uninstall %s -n %s, or name ours otherwise".formatted(parts[1], parts[0]);
        }
        return owner.contains("add-on")
                ? "remove the add-on (aws eks delete-addon), or leave the release out"
                : "delete it, or give it to the release: annotations meta.helm.sh/release-name and -namespace, label app.kubernetes.io/managed-by=Helm";
    }

    private static String words(List<ObjectRef> objects) {
        String first = objects.get(0).toString();
        return objects.size() == 1 ? first : "%s and %d more".formatted(first, objects.size() - 1);
    }

    private static List<ObjectRef> joined(List<ObjectRef> some, List<ObjectRef> more) {
        return java.util.stream.Stream.concat(some.stream(), more.stream()).toList();
    }
}
