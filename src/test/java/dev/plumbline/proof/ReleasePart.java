package dev.plumbline.proof;

import dev.plumbline.helm.ReleaseStatus;
import dev.plumbline.observe.Observed;
import dev.plumbline.observe.SeenRelease;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What Helm says of a release; its places are called as checks call them. */
record ReleasePart(SeenRelease release) implements Part {

    @Override
    public String kind() {
        return "release";
    }

    @Override
    public String name() {
        return release.id().toString();
    }

    @Override
    public Tree tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("chart", Map.of("metadata", Map.of("name", release.chartName(), "version", release.chartVersion())));
        release.status().ifPresent(status -> tree.put("info", Map.of("status", status.toString())));
        return new Tree(tree);
    }

    @Override
    public Observed broken(Observed healthy, Tree other) {
        return healthy.replacing(new SeenRelease(
                release.id(),
                text(other, "chart", "metadata", "name"),
                text(other, "chart", "metadata", "version"),
                release.standIn(),
                other.at(place("info", "status")).map(status -> ReleaseStatus.parse((String) status)),
                release.origin()));
    }

    @Override
    public Map<String, Whole> wholes(Observed healthy) {
        return Map.of("missing", new Whole(healthy.without(release.id()), List.of(identity())));
    }

    /** In each state that Helm knows. */
    List<Change> statuses() {
        return List.of(ReleaseStatus.values()).stream()
                .filter(status -> status != ReleaseStatus.DEPLOYED)
                .map(status -> new Change(status.toString(), status.toString()))
                .toList();
    }

    private static String text(Tree tree, String... path) {
        return (String) tree.at(place(path)).orElse("");
    }

    static Place place(String... path) {
        Place place = Place.ROOT;
        for (String step : path) {
            place = place.below(step, "");
        }
        return place;
    }
}
