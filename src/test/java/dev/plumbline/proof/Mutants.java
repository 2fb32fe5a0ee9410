package dev.plumbline.proof;

import dev.plumbline.observe.Observed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Everything that may be broken of a platform, one thing at a time, but what nobody constrains. */
final class Mutants {
    private final Observed healthy;
    private final Exceptions unconstrained;

    Mutants(Observed healthy, Exceptions unconstrained) {
        this.healthy = healthy;
        this.unconstrained = unconstrained;
    }

    List<Mutant> all() {
        List<Mutant> all = new ArrayList<>();
        Map<String, List<Part>> groups = new LinkedHashMap<>();
        Parts.of(healthy)
                .forEach(part -> groups.computeIfAbsent(part.kind() + " " + part.namespace(), key -> new ArrayList<>())
                        .add(part));
        for (List<Part> group : groups.values()) {
            for (int i = 0; i < group.size(); i++) {
                Part neighbour = group.get((i + 1) % group.size());
                all.addAll(of(group.get(i), group.size() > 1 ? Optional.of(neighbour.tree()) : Optional.empty()));
            }
        }
        return all;
    }

    private List<Mutant> of(Part part, Optional<Tree> neighbour) {
        List<Mutant> mutants = new ArrayList<>();
        Tree tree = part.tree();
        Changes changes = new Changes(tree, neighbour, part.namespace());
        if (!unconstrained.cover(part, Mutant.WHOLE)) {
            part.wholes(healthy)
                    .forEach((words, whole) ->
                            mutants.add(new Mutant(part, Place.ROOT, words, false, whole::observed, whole.names())));
        }
        tree.leaves().forEach((place, value) -> {
            if (!isIdentity(part, place) && !unconstrained.cover(part, place.toString())) {
                changesOf(part, place, value, changes)
                        .forEach(change -> mutants.add(mutant(part, tree, place, change, false)));
            }
        });
        tree.inner().forEach((place, value) -> {
            if (!place.toString().equals("metadata") && !unconstrained.cover(part, place.toString())) {
                mutants.add(mutant(part, tree, place, Change.removed(), true));
            }
        });
        if (part instanceof ObjectPart object && !unconstrained.cover(part, Mutant.WHOLE)) {
            mutants.addAll(Additions.to(object, healthy));
        }
        return mutants;
    }

    private static Stream<Change> changesOf(Part part, Place place, Object value, Changes changes) {
        if (part instanceof ReleasePart release && place.last().equals("status")) {
            return Stream.concat(Stream.of(Change.removed()), release.statuses().stream());
        }
        if (part instanceof StepPart && place.last().equals("outcome")) {
            return StepPart.outcomes().stream();
        }
        return changes.of(place, value).stream();
    }

    private Mutant mutant(Part part, Tree tree, Place place, Change change, boolean branch) {
        return new Mutant(
                part, place, change.words(), branch, () -> part.broken(healthy, change.on(tree, place)), List.of());
    }

    /** Which object it is: that it is another one is a change of the whole. */
    private static boolean isIdentity(Part part, Place place) {
        return part instanceof ObjectPart
                && Stream.of("kind", "metadata.name", "metadata.namespace")
                        .anyMatch(path -> Objects.equals(path, place.toString()));
    }
}
