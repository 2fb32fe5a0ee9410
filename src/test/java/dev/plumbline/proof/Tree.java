package dev.plumbline.proof;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Maps, lists and values, as JSON has them; a changed one shares all that did not change. */
record Tree(Map<String, Object> root) {
    private static final List<String> NAMES = List.of("name", "type", "secretKey", "ip");

    /** Values by place. */
    Map<Place, Object> leaves() {
        Map<Place, Object> leaves = new LinkedHashMap<>();
        walk(Place.ROOT, root, leaves, new LinkedHashMap<>());
        return leaves;
    }

    /** Maps and lists by place, without the root. */
    Map<Place, Object> inner() {
        Map<Place, Object> inner = new LinkedHashMap<>();
        walk(Place.ROOT, root, new LinkedHashMap<>(), inner);
        inner.remove(Place.ROOT);
        return inner;
    }

    Optional<Object> at(Place place) {
        Object node = root;
        for (Place.Step step : place.steps()) {
            node = child(node, step.key());
        }
        return Optional.ofNullable(node);
    }

    @SuppressWarnings("unchecked")
    Tree with(Place place, Object value) {
        return new Tree((Map<String, Object>) changed(root, place.steps(), value));
    }

    @SuppressWarnings("unchecked")
    Tree without(Place place) {
        return new Tree((Map<String, Object>) changed(root, place.steps(), null));
    }

    private static Object child(Object node, Object key) {
        if (node instanceof Map<?, ?> map) {
            return map.get(key);
        }
        return node instanceof List<?> list && key instanceof Integer index && index < list.size()
                ? list.get(index)
                : null;
    }

    /** @param value null = it is taken away */
    private static Object changed(Object node, List<Place.Step> steps, Object value) {
        Object key = steps.get(0).key();
        Object next = steps.size() == 1 ? value : changed(child(node, key), steps.subList(1, steps.size()), value);
        if (key instanceof Integer index) {
            List<Object> copy = new ArrayList<>((List<?>) node);
            if (next == null) {
                copy.remove(index.intValue());
            } else {
                copy.set(index, next);
            }
            return copy;
        }
        Map<String, Object> copy = new LinkedHashMap<>();
        if (node instanceof Map<?, ?> map) {
            map.forEach((name, child) -> copy.put((String) name, child));
        }
        if (next == null) {
            copy.remove(key);
        } else {
            copy.put((String) key, next);
        }
        return copy;
    }

    private static void walk(Place place, Object node, Map<Place, Object> leaves, Map<Place, Object> inner) {
        if (node instanceof Map<?, ?> map) {
            inner.put(place, map);
            map.forEach((key, child) -> walk(place.below(key, ""), child, leaves, inner));
        } else if (node instanceof List<?> list) {
            inner.put(place, list);
            for (int i = 0; i < list.size(); i++) {
                walk(place.below(i, label(list.get(i))), list.get(i), leaves, inner);
            }
        } else if (node != null) {
            leaves.put(place, node);
        }
    }

    private static String label(Object element) {
        return element instanceof Map<?, ?> map
                ? NAMES.stream()
                        .flatMap(name -> Stream.ofNullable(map.get(name)))
                        .filter(String.class::isInstance)
                        .map(Object::toString)
                        .findFirst()
                        .orElse("")
                : "";
    }
}
