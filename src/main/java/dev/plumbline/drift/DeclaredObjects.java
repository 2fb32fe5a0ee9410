package dev.plumbline.drift;

import dev.plumbline.cluster.Models;
import dev.plumbline.deploy.Manifest;
import dev.plumbline.helm.BuiltInKinds.Served;
import dev.plumbline.helm.ReleaseId;
import dev.plumbline.helm.StoredRelease;
import dev.plumbline.platform.Platform;
import dev.plumbline.platform.Release;
import dev.plumbline.readiness.ObjectRef;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * What was declared: of a release what its newest revision stores, since that is what was sent; of what no release brings the inputs of
 * today.
 */
final class DeclaredObjects {
    /** The part to which namespaces, configuration and store belong. */
    static final String PLATFORM = "platform";

    private final Platform platform;
    private final Map<ReleaseId, StoredRelease> stored;

    DeclaredObjects(Platform platform, Map<ReleaseId, StoredRelease> stored) {
        this.platform = platform;
        this.stored = stored;
    }

    /**
     * @param kinds how a kind is served; empty = not at all
     * @return each object with its namespace
     */
    List<DeclaredObject> all(BiFunction<String, String, Optional<Served>> kinds) {
        List<DeclaredObject> objects = new ArrayList<>();
        Stream.concat(
                        platform.namespaces().stream(),
                        Stream.<HasMetadata>of(platform.infraConfig(), platform.secretStore()))
                .forEach(object -> objects.add(ofPlatform(object)));
        for (Release release : platform.releases()) {
            Optional.ofNullable(stored.get(new ReleaseId(release.namespace(), release.name())))
                    .ifPresent(revision -> Manifest.trees(revision.manifest())
                            .forEach(tree -> objects.add(declared(release, tree, kinds))));
        }
        return objects;
    }

    /** One that no release brings. */
    static DeclaredObject ofPlatform(HasMetadata object) {
        return new DeclaredObject(PLATFORM, ObjectRef.of(object), Models.tree(object));
    }

    /** Releases of the platform that were never installed, or that somebody removed. */
    List<ObjectRef> missingReleases() {
        return platform.releases().stream()
                .filter(release -> !stored.containsKey(new ReleaseId(release.namespace(), release.name())))
                .map(release ->
                        new ObjectRef("helm.sh/v3", "Release", Optional.of(release.namespace()), release.name()))
                .toList();
    }

    private static DeclaredObject declared(
            Release release, Map<String, Object> tree, BiFunction<String, String, Optional<Served>> kinds) {
        String apiVersion = String.valueOf(tree.get("apiVersion"));
        String kind = String.valueOf(tree.get("kind"));
        Map<String, Object> metadata = Trees.copy(tree.get("metadata"));
        boolean namespaced =
                kinds.apply(apiVersion, kind).map(Served::namespaced).orElse(true);
        if (namespaced) {
            metadata.putIfAbsent("namespace", release.namespace());
        } else {
            metadata.remove("namespace");
        }
        // by which Helm knows its own; it adds them to whatever it sends
        metadata.put("labels", with(metadata.get("labels"), Map.of("app.kubernetes.io/managed-by", "Helm")));
        metadata.put(
                "annotations",
                with(
                        metadata.get("annotations"),
                        Map.of(
                                "meta.helm.sh/release-name", release.name(),
                                "meta.helm.sh/release-namespace", release.namespace())));
        Map<String, Object> complete = new LinkedHashMap<>(tree);
        complete.put("metadata", metadata);
        return new DeclaredObject(
                release.name(),
                new ObjectRef(
                        apiVersion,
                        kind,
                        Optional.ofNullable(metadata.get("namespace")).map(Object::toString),
                        String.valueOf(metadata.get("name"))),
                complete);
    }

    private static Map<String, Object> with(Object before, Map<String, String> more) {
        Map<String, Object> all = Trees.copy(before);
        all.putAll(more);
        return all;
    }
}
