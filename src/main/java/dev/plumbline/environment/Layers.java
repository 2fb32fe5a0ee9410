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
