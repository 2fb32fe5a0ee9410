package dev.plumbline.environment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lays documents over each other: mappings are merged key by key, everything else is replaced by the later layer. */
final class Layers {
    private Layers() {}

    /** @param layers the weakest first; not empty */
    static Located.Tree merge(List<Located.Tree> layers) {
        return layers.stream().reduce(Layers::over).orElseThrow();
    }

    private static Located.Tree over(Located.Tree below, Located.Tree above) {
        Map<String, Located.Entry> entries = new LinkedHashMap<>(below.entries());
        above.entries().forEach((key, entry) -> entries.merge(key, entry, Layers::over));
        return new Located.Tree(above.at(), entries);
    }

    private static Located.Entry over(Located.Entry below, Located.Entry above) {
        if (below.value() instanceof Located.Tree lower && above.value() instanceof Located.Tree upper) {
            return new Located.Entry(above.key(), over(lower, upper));
        }
        return above;
    }

    /** Where each key path was written by the layer that won. */
    static Map<String, SourceLocation> locations(Located.Tree tree) {
        Map<String, SourceLocation> locations = new LinkedHashMap<>();
        collect(tree, "", locations);
        return locations;
    }

    /** Each single value and list by its key path, as it is written. */
    static Map<String, String> values(Located.Tree tree) {
        Map<String, String> values = new LinkedHashMap<>();
        values(tree, "", values);
        return values;
    }

    private static void values(Located.Tree tree, String path, Map<String, String> into) {
        tree.entries().forEach((key, entry) -> {
            String keyPath = KeyPath.of(path, key);
            if (entry.value() instanceof Located.Tree child) {
                values(child, keyPath, into);
            } else if (entry.value() instanceof Located.Scalar scalar) {
                into.put(keyPath, scalar.text());
            } else if (entry.value() instanceof Located.Items items) {
                into.put(keyPath, Inputs.plain(items).toString());
            }
        });
    }

    private static void collect(Located.Tree tree, String path, Map<String, SourceLocation> into) {
        tree.entries().forEach((key, entry) -> {
            String keyPath = KeyPath.of(path, key);
            into.put(keyPath, entry.key());
            if (entry.value() instanceof Located.Tree child) {
                collect(child, keyPath, into);
            }
        });
    }
}
