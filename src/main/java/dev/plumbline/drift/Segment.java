package dev.plumbline.drift;

import java.util.List;
import java.util.Map;

/** One step from a node of an object down to the next, as {@code managedFields} addresses it. */
sealed interface Segment {

    /** A key of a mapping. */
    record Key(String name) implements Segment {}

    /** The element of a list that has these values. */
    record Element(Map<String, Object> keys) implements Segment {}

    /** The element of a list of scalars that is this one. */
    record Item(String value) implements Segment {}

    /** The element at this place. */
    record Index(int at) implements Segment {}

    /** Its place in a list; -1 = not there. An element that lacks a key has that key's default, so it fits. */
    default int in(List<?> list) {
        if (this instanceof Index index) {
            return index.at() < list.size() ? index.at() : -1;
        }
        for (int i = 0; i < list.size(); i++) {
            if (fits(list.get(i))) {
                return i;
            }
        }
        return -1;
    }

    private boolean fits(Object element) {
        if (this instanceof Item item) {
            return item.value().equals(String.valueOf(element));
        }
        return this instanceof Element wanted
                && element instanceof Map<?, ?> map
                && wanted.keys().keySet().stream().anyMatch(map::containsKey)
                && wanted.keys().entrySet().stream()
                        .allMatch(key -> map.get(key.getKey()) == null
                                || String.valueOf(key.getValue()).equals(String.valueOf(map.get(key.getKey()))));
    }
}
