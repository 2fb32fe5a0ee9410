package dev.plumbline.proof;

import java.util.Objects;

/**
 * What is done to one place.
 *
 * @param words for people and for the list of what is equivalent: {@code removed}, {@code one more}
 * @param value in its place; null = it is taken away
 */
record Change(String words, Object value) {
    static final String REMOVED = "removed";
    static final String EMPTIED = "emptied";
    static final String ALTERED = "altered";

    static Change removed() {
        return new Change(REMOVED, null);
    }

    Tree on(Tree tree, Place place) {
        return value == null ? tree.without(place) : tree.with(place, value);
    }

    boolean changes(Object found) {
        return !Objects.equals(found, value);
    }
}
