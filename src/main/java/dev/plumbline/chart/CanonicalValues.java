package dev.plumbline.chart;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Values as text in which equal values are equal: keys sorted, 1 and 1.0 and 1e0 the same, and a key without value like no key at all
 * (Helm drops those when it merges).
 */
final class CanonicalValues {
    private final StringBuilder text = new StringBuilder();

    private CanonicalValues() {}

    static String of(Object values) {
        CanonicalValues canonical = new CanonicalValues();
        canonical.add(values);
        return canonical.text.toString();
    }

    private void add(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> sorted = new TreeMap<>();
            map.forEach((key, entry) -> {
                if (entry != null) {
                    sorted.put(key.toString(), entry);
                }
            });
            text.append('{');
            sorted.forEach((key, entry) -> {
                string(key);
                text.append(':');
                add(entry);
                text.append(',');
            });
            text.append('}');
        } else if (value instanceof List<?> list) {
            text.append('[');
            list.forEach(item -> {
                add(item);
                text.append(',');
            });
            text.append(']');
        } else if (value instanceof Number number) {
            text.append(number.doubleValue() + 0.0); // as Go keeps every number; -0.0 + 0.0 is 0.0
        } else if (value instanceof String string) {
            string(string);
        } else {
            text.append(value);
        }
    }

    private void string(String value) {
        text.append(value.length()).append('"').append(value).append('"');
    }
}
