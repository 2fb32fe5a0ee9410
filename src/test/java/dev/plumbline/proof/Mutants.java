package dev.plumbline.proof;

import dev.plumbline.observe.ObjectId;
import dev.plumbline.observe.Observed;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Breaks one field of one object at a time. */
final class Mutants {
    /** A change, what it was made of, and the platform with it. */
    record Mutant(ObjectId object, String path, String change, Observed observed) {
        @Override
        public String toString() {
            return object + " " + path + ": " + change;
        }
    }

    private final Observed observed;

    Mutants(Observed observed) {
        this.observed = observed;
    }

    /** Every leaf whose path matches, removed and altered. */
    List<Mutant> ofFields(HasMetadata object, java.util.function.Predicate<String> path) {
        List<Mutant> mutants = new ArrayList<>();
        for (String leaf : leaves(tree(object)).keySet()) {
            if (path.test(leaf)) {
                mutants.add(mutant(object, leaf, "removed", null));
                mutants.add(mutant(
                        object, leaf, "altered", altered(leaves(tree(object)).get(leaf))));
            }
        }
        return mutants;
    }

    /** The object left out, and the object twice. */
    List<Mutant> ofObject(HasMetadata object) {
        ObjectId id = ObjectId.of(object);
        return List.of(
                new Mutant(id, "", "missing", observed.without(id)),
                new Mutant(id, "", "twice", observed.with(object)));
    }

    /** A field that was not there. */
    Mutant withField(HasMetadata object, String path, Object value) {
        return mutant(object, path, "added", value);
    }

    private Mutant mutant(HasMetadata object, String path, String change, Object value) {
        Map<String, Object> tree = tree(object);
        set(tree, path, value);
        HasMetadata broken = Serialization.unmarshal(Serialization.asJson(tree));
        ObjectId id = ObjectId.of(object);
        return new Mutant(id, path, change, observed.replacing(id, broken));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> tree(HasMetadata object) {
        return Serialization.unmarshal(Serialization.asJson(object), Map.class);
    }

    private static Map<String, Object> leaves(Object tree) {
        Map<String, Object> leaves = new TreeMap<>();
        collect("", tree, leaves);
        return leaves;
    }

    /** Steps are separated by {@code |}, since keys may hold dots and slashes. */
    private static void collect(String path, Object node, Map<String, Object> leaves) {
        if (node instanceof Map<?, ?> map) {
            map.forEach((key, value) -> collect(path.isEmpty() ? "" + key : path + "|" + key, value, leaves));
        } else if (node instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                collect(path + "|" + i, list.get(i), leaves);
            }
        } else {
            leaves.put(path, node);
        }
    }

    private static Object altered(Object leaf) {
        if (leaf instanceof Boolean flag) {
            return !flag;
        }
        if (leaf instanceof Number number) {
            return number.intValue() + 1;
        }
        String text = String.valueOf(leaf);
        // a quantity must stay one, or the object could not be read at all
        return text.matches("[0-9.]+(m|Mi|Gi)?") ? "3" + text : text + "x";
    }

    @SuppressWarnings("unchecked")
    private static void set(Map<String, Object> tree, String path, Object value) {
        String[] steps = path.split("\\|");
        Object node = tree;
        for (int i = 0; i < steps.length - 1; i++) {
            node = node instanceof List<?> list
                    ? list.get(Integer.parseInt(steps[i]))
                    : ((Map<String, Object>) node).get(steps[i]);
        }
        String last = steps[steps.length - 1];
        if (node instanceof List<?> list) {
            List<Object> changed = (List<Object>) list;
            if (value == null) {
                changed.remove(Integer.parseInt(last));
            } else {
                changed.set(Integer.parseInt(last), value);
            }
        } else if (value == null) {
            ((Map<String, Object>) node).remove(last);
        } else {
            ((Map<String, Object>) node).put(last, value);
        }
    }
}
