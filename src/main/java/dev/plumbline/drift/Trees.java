package dev.plumbline.drift;

import dev.plumbline.deploy.ObjectDiff;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Copies of object trees, whole or without some of their parts. */
final class Trees {
    private Trees() {}

    /** A copy of a mapping, which may be changed; empty if it is none. */
    static Map<String, Object> copy(Object node) {
        Map<String, Object> copy = new LinkedHashMap<>();
        if (node instanceof Map<?, ?> map) {
            map.forEach((key, value) -> copy.put(key.toString(), value));
        }
        return copy;
    }

    /**
     * The node at the end of a way is left out, with what is empty then and was not declared; a way that leads nowhere changes nothing.
     */
    static Map<String, Object> without(Map<String, Object> tree, List<Segment> way, Map<String, Object> declared) {
        return map(remove(tree, way, declared));
    }

    /** Every node whose path, as people read it, is chosen is left out. */
    static Map<String, Object> without(Map<String, Object> tree, Predicate<String> paths) {
        return map(filter(tree, "", paths));
    }

    /** @param declared the same node in the declaration; null = not there */
    private static Object remove(Object node, List<Segment> way, Object declared) {
        Segment first = way.get(0);
        List<Segment> rest = way.subList(1, way.size());
        if (first instanceof Segment.Key key) {
            if (!(node instanceof Map<?, ?> map) || !map.containsKey(key.name())) {
                return node;
            }
            Object sent = declared instanceof Map<?, ?> there ? there.get(key.name()) : null;
            Object left = rest.isEmpty() ? null : remove(map.get(key.name()), rest, sent);
            Map<Object, Object> copy = new LinkedHashMap<>(map);
            if (rest.isEmpty() || sent == null && isEmpty(left)) {
                copy.remove(key.name());
            } else {
                copy.put(key.name(), left);
            }
            return copy;
        }
        int at = node instanceof List<?> list ? first.in(list) : -1;
        if (at < 0) {
            return node;
        }
        List<Object> copy = new ArrayList<>((List<?>) node);
        if (rest.isEmpty()) {
            copy.remove(at);
        } else {
            int sent = declared instanceof List<?> there ? first.in(there) : -1;
            copy.set(at, remove(copy.get(at), rest, sent < 0 ? null : ((List<?>) declared).get(sent)));
        }
        return copy;
    }

    private static boolean isEmpty(Object node) {
        return node instanceof Map<?, ?> map && map.isEmpty() || node instanceof List<?> list && list.isEmpty();
    }

    private static Object filter(Object node, String path, Predicate<String> left) {
        if (node instanceof Map<?, ?> map) {
            Map<Object, Object> copy = new LinkedHashMap<>();
            map.forEach((key, value) -> {
                String below = path.isEmpty() ? key.toString() : path + "." + key;
                if (!left.test(below)) {
                    copy.put(key, filter(value, below, left));
                }
            });
            return copy;
        }
        if (node instanceof List<?> list) {
            List<String> labels = ObjectDiff.labels(list);
            List<Object> copy = new ArrayList<>();
            for (int i = 0; i < list.size(); i++) {
                String below = path + "[" + labels.get(i) + "]";
                if (!left.test(below)) {
                    copy.add(filter(list.get(i), below, left));
                }
            }
            return copy;
        }
        return node;
    }

    @SuppressWarnings("unchecked") // keys of an object are text
    private static Map<String, Object> map(Object node) {
        return (Map<String, Object>) node;
    }
}
