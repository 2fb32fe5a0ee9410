package dev.plumbline.observe;

import java.util.List;
import java.util.Map;

/** Platforms of which there is nothing, or nothing is known. */
public final class Bare {
    private Bare() {}

    /** The same cluster, or manifests, with no object in it and no release. */
    public static Observed withoutAnything(Observed like) {
        return new Observed(
                like.origin(),
                like.declared(),
                ObjectIndex.complete(List.of()),
                SeenReleases.of(List.of(), Map.of()),
                like.evidence());
    }

    /** The same, had nothing been readable. */
    public static Observed unreadable(Observed like) {
        Map<String, String> forbidden = new java.util.HashMap<>();
        like.declared().releases().forEach(release -> forbidden.put(release.namespace(), "forbidden"));
        return new Observed(
                like.origin(),
                like.declared(),
                ObjectIndex.listed(Map.of()),
                SeenReleases.of(List.of(), forbidden),
                like.evidence());
    }
}
