package dev.plumbline.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A place in a tree of maps, lists and values.
 *
 * @param steps from the root; none is the tree itself
 */
record Place(List<Step> steps) {
    static final Place ROOT = new Place(List.of());

    /** A message that only says this of a place leaves its reader to search. */
    private static final Set<String> VAGUE = Set.of(
            "", "spec", "metadata", "status", "data", "spec.template", "spec.template.spec", "spec.template.metadata");

    private static final Pattern CONTAINER = Pattern.compile(".*[cC]ontainers\\[[^]]*]");

    /**
     * @param key of a map, or index of a list
     * @param label what people call an element of a list: its name, its type; empty if it has none
     */
    record Step(Object key, String label) {
        private List<String> spellings() {
            if (key instanceof String) {
                return List.of("." + key);
            }
            return label.isEmpty() ? List.of("[" + key + "]") : List.of("[" + label + "]", "[" + key + "]");
        }
    }

    Place below(Object key, String label) {
        List<Step> longer = new ArrayList<>(steps);
        longer.add(new Step(key, label));
        return new Place(List.copyOf(longer));
    }

    Place parent() {
        return new Place(steps.subList(0, steps.size() - 1));
    }

    Object last() {
        return steps.get(steps.size() - 1).key();
    }

    /** Every way in which messages write it: elements of lists by label or by index. */
    List<String> spellings() {
        List<String> all = List.of("");
        for (Step step : steps) {
            all = all.stream()
                    .flatMap(start -> step.spellings().stream().map(end -> start + end))
                    .toList();
        }
        return all.stream()
                .map(text -> text.startsWith(".") ? text.substring(1) : text)
                .toList();
    }

    /** Whether a message names this place, or one around it that is narrow enough to find it. */
    boolean isNamedIn(String message, boolean withPlacesBelow) {
        String end = withPlacesBelow ? "(?![\\w/-])" : "(?![\\w.\\[/-])";
        for (Place place = this; !place.steps.isEmpty(); place = place.parent()) {
            boolean itself = place == this;
            for (String spelling : place.spellings()) {
                if ((itself || isNarrow(spelling))
                        && message.contains(spelling)
                        && Pattern.compile("(?<![\\w.])" + Pattern.quote(spelling) + end)
                                .matcher(message)
                                .find()) {
                    return true;
                }
            }
            end = "(?![\\w.\\[/-])";
        }
        return false;
    }

    private static boolean isNarrow(String spelling) {
        return !VAGUE.contains(spelling) && !CONTAINER.matcher(spelling).matches();
    }

    @Override
    public String toString() {
        return spellings().get(0);
    }
}
