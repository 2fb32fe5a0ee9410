package dev.plumbline.observe;

import dev.plumbline.helm.ReleaseId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Helm's releases as seen, and namespaces whose releases could not be read. */
final class SeenReleases {
    private final Map<ReleaseId, SeenRelease> releases;
    private final Map<String, String> unreadable;

    private SeenReleases(Map<ReleaseId, SeenRelease> releases, Map<String, String> unreadable) {
        this.releases = releases;
        this.unreadable = unreadable;
    }

    /** @param unreadable reason by namespace */
    static SeenReleases of(List<SeenRelease> releases, Map<String, String> unreadable) {
        Map<ReleaseId, SeenRelease> byId = new LinkedHashMap<>();
        releases.forEach(release -> byId.put(release.id(), release));
        return new SeenReleases(byId, Map.copyOf(unreadable));
    }

    SeenRelease one(ReleaseId id, Origin origin) {
        if (unreadable.containsKey(id.namespace())) {
            throw new UnknownState(
                    "release %s (%s) could not be read: %s".formatted(id, origin, unreadable.get(id.namespace())));
        }
        SeenRelease release = releases.get(id);
        if (release == null) {
            throw new MissingObject("release %s (%s) does not exist: there is %s"
                    .formatted(id, origin, releases.isEmpty() ? "no release at all" : releases.keySet()));
        }
        return release;
    }

    List<String> standIns() {
        return releases.values().stream()
                .flatMap(release -> release.standIn().stream())
                .distinct()
                .sorted()
                .toList();
    }

    SeenReleases replacing(SeenRelease release) {
        Map<ReleaseId, SeenRelease> copy = new LinkedHashMap<>(releases);
        copy.put(release.id(), release);
        return new SeenReleases(copy, unreadable);
    }

    SeenReleases without(ReleaseId id) {
        Map<ReleaseId, SeenRelease> copy = new LinkedHashMap<>(releases);
        copy.remove(id);
        return new SeenReleases(copy, unreadable);
    }
}
