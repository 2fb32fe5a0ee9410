package dev.plumbline.deploy;

import dev.plumbline.redact.SecretNames;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Compares two object trees field by field. A secret shows as changed, never what it is. */
public final class ObjectDiff {
    private ObjectDiff() {}

    /** @return what differs, in the order of the paths */
    public static List<FieldChange> between(Map<String, Object> before, Map<String, Object> after) {
        boolean secret = "Secret".equals(after.getOrDefault("kind", before.get("kind")));
        SortedMap<String, String> old = fields(before);
        SortedMap<String, String> young = fields(after);
        SortedSet<String> paths = new TreeSet<>(old.keySet());
        paths.addAll(young.keySet());
        List<FieldChange> changes = new ArrayList<>();
        for (String path : paths) {
            Optional<String> from = Optional.ofNullable(old.get(path));
            Optional<String> to = Optional.ofNullable(young.get(path));
            if (!from.equals(to)) {
                boolean hidden = isSecret(secret, path);
                changes.add(
                        hidden
                                ? new FieldChange(
                                        path, from.map(value -> "(secret)"), to.map(value -> "(other secret)"))
                                : new FieldChange(path, from, to));
            }
        }
        return changes;
    }

    /** What a person declares of an object: a copy without what the server keeps for itself. */
    public static Map<String, Object> declarable(Map<String, Object> object) {
        Map<String, Object> copy = new LinkedHashMap<>(object);
        copy.remove("status");
        Map<Object, Object> metadata = new LinkedHashMap<>((Map<?, ?>) object.get("metadata"));
        metadata.keySet()
                .removeAll(List.of("managedFields", "resourceVersion", "generation", "uid", "creationTimestamp"));
        copy.put("metadata", metadata);
        return copy;
    }

    /**
     * Whether the value of a field must not be shown.
     *
     * @param ofSecret whether the object is a Secret: all its data are
     */
    public static boolean isSecret(boolean ofSecret, String path) {
        return ofSecret && (path.startsWith("data.") || path.startsWith("stringData."))
                || SecretNames.isSecret(nameIn(path));
    }

    /** The last name of a path; of a variable's value, the variable's. */
    private static String nameIn(String path) {
        String named = path.endsWith("].value") ? path.substring(0, path.length() - "].value".length()) : path;
        return named.substring(Math.max(named.lastIndexOf('.'), named.lastIndexOf('[')) + 1);
    }

    /** Path to value, named elements wherever they stand: two trees without a difference have the same ones. */
    static SortedMap<String, String> fields(Object tree) {
        SortedMap<String, String> fields = new TreeMap<>();
        collect("", tree, fields);
        return fields;
    }

    private static void collect(String path, Object node, SortedMap<String, String> fields) {
        if (node instanceof Map<?, ?> map) {
            map.forEach((key, value) -> collect(path.isEmpty() ? key.toString() : path + "." + key, value, fields));
        } else if (node instanceof List<?> list) {
            List<String> labels = labels(list);
            for (int i = 0; i < list.size(); i++) {
                collect(path + "[" + labels.get(i) + "]", list.get(i), fields);
            }
        } else if (node != null) {
            fields.put(path, node.toString());
        }
    }

    /** How the elements of a list are called in a path, one for each. */
    public static List<String> labels(List<?> list) {
        Map<String, Integer> times = new HashMap<>();
        List<String> labels = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            String label = label(list.get(i), i);
            // a volume may be mounted twice, a role be bound to two accounts of one name
            int time = times.merge(label, 1, Integer::sum);
            labels.add(time == 1 ? label : label + "#" + time);
        }
        return labels;
    }

    /** Named elements are compared by name, so that one more container is not a change of all that follow. */
    private static String label(Object element, int index) {
        return element instanceof Map<?, ?> map && map.get("name") != null
                ? map.get("name").toString()
                : String.valueOf(index);
    }
}
