package dev.plumbline.assertions;

import java.util.List;
import java.util.Map;

/** Compares only what was declared: what a server added to a tree of maps, lists and values is no difference. */
final class Subtree {
    private final Findings findings;

    Subtree(Findings findings) {
        this.findings = findings;
    }

    Findings compare(String path, Object declared, Object found) {
        if (declared instanceof Map<?, ?> map) {
            map.forEach((key, value) ->
                    compare(path + "." + key, value, found instanceof Map<?, ?> other ? other.get(key) : null));
            return findings;
        }
        if (declared instanceof List<?> list && found instanceof List<?> other && list.size() == other.size()) {
            for (int i = 0; i < list.size(); i++) {
                compare(path + "[" + i + "]", list.get(i), other.get(i));
            }
            return findings;
        }
        return findings.equal(path, text(declared), text(found));
    }

    /** Numbers may come as different types. */
    private static String text(Object value) {
        return value == null ? null : value.toString();
    }
}
