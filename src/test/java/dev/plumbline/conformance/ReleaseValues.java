package dev.plumbline.conformance;

import dev.plumbline.environment.Resources.Amounts;
import dev.plumbline.observe.DeclaredRelease;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What an environment says of a system release in its chart values, or else the contract. */
record ReleaseValues(Map<String, Object> values) {
    static ReleaseValues of(DeclaredRelease release) {
        return new ReleaseValues(release.settings().orElseThrow().values());
    }

    int number(String path, int otherwise) {
        return value(path) instanceof Number number ? number.intValue() : otherwise;
    }

    Amounts amounts(String path, String cpu, String memory) {
        return new Amounts(text(path + ".cpu", cpu), text(path + ".memory", memory));
    }

    String text(String path, String otherwise) {
        Object value = value(path);
        return value == null ? otherwise : value.toString();
    }

    /** Every image that they name with repository and tag, wherever. */
    Set<String> images() {
        Set<String> images = new TreeSet<>();
        collect(values, images);
        return images;
    }

    private static void collect(Map<?, ?> node, Set<String> images) {
        if (node.containsKey("repository") && node.containsKey("tag")) {
            images.add(node.get("repository") + ":" + node.get("tag"));
        }
        node.values().forEach(child -> {
            if (child instanceof Map<?, ?> map) {
                collect(map, images);
            }
        });
    }

    private Object value(String path) {
        Object value = values;
        for (String key : path.split("\\.")) {
            value = value instanceof Map<?, ?> map ? map.get(key) : null;
        }
        return value;
    }
}
