package dev.plumbline.environment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The merged inputs, asked by key. What is absent or was already reported as wrong is empty. */
final class Inputs {
    private final Located.Tree root;

    Inputs(Located.Tree root) {
        this.root = root;
    }

    Located.Tree root() {
        return root;
    }

    Optional<Located> find(String... keys) {
        return entry(keys).map(Located.Entry::value);
    }

    Optional<Located.Entry> entry(String... keys) {
        Located at = root;
        Located.Entry entry = null;
        for (String key : keys) {
            if (!(at instanceof Located.Tree tree) || !tree.entries().containsKey(key)) {
                return Optional.empty();
            }
            entry = tree.entries().get(key);
            at = entry.value();
        }
        return Optional.ofNullable(entry);
    }

    boolean has(String... keys) {
        return find(keys).isPresent();
    }

    Optional<String> text(String... keys) {
        return find(keys).filter(Located.Scalar.class::isInstance).map(value -> ((Located.Scalar) value).text());
    }

    Optional<Integer> whole(String... keys) {
        return text(keys).map(Integer::valueOf);
    }

    /** The keys of a mapping in order; none if there is no such mapping. */
    Set<String> keys(String... keys) {
        return find(keys)
                .filter(Located.Tree.class::isInstance)
                .map(value -> ((Located.Tree) value).entries().keySet())
                .orElse(Set.of());
    }

    Map<String, String> texts(String... keys) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (String key : keys(keys)) {
            text(append(keys, key)).ifPresent(text -> texts.put(key, text));
        }
        return texts;
    }

    List<String> list(String... keys) {
        return find(keys)
                .filter(Located.Items.class::isInstance)
                .map(value -> ((Located.Items) value)
                        .items().stream()
                                .filter(Located.Scalar.class::isInstance)
                                .map(item -> ((Located.Scalar) item).text())
                                .toList())
                .orElse(List.of());
    }

    /** A mapping as plain values: maps, lists, text, numbers, booleans and null. */
    Map<String, Object> plain(String... keys) {
        return find(keys)
                .filter(Located.Tree.class::isInstance)
                .map(value -> plain((Located.Tree) value))
                .orElse(Map.of());
    }

    private static Map<String, Object> plain(Located.Tree tree) {
        Map<String, Object> map = new LinkedHashMap<>();
        tree.entries().forEach((key, entry) -> map.put(key, plain(entry.value())));
        return map;
    }

    static Object plain(Located located) {
        if (located instanceof Located.Tree tree) {
            return plain(tree);
        }
        if (located instanceof Located.Items items) {
            List<Object> list = new ArrayList<>();
            items.items().forEach(item -> list.add(plain(item)));
            return list;
        }
        return located instanceof Located.Scalar scalar ? plain(scalar) : null;
    }

    private static Object plain(Located.Scalar scalar) {
        return switch (scalar.kind()) {
            case TEXT -> scalar.text();
            case BOOLEAN -> Boolean.valueOf(scalar.text());
            case DECIMAL -> Double.valueOf(scalar.text());
            case NOTHING -> null;
            case WHOLE -> {
                long number = Long.parseLong(scalar.text());
                yield number == (int) number ? (Object) (int) number : (Object) number;
            }
        };
    }

    static String[] append(String[] keys, String key) {
        String[] longer = java.util.Arrays.copyOf(keys, keys.length + 1);
        longer[keys.length] = key;
        return longer;
    }
}
