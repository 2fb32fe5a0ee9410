package dev.plumbline.conformance;

import dev.plumbline.environment.Resources.Amounts;
import dev.plumbline.observe.DeclaredRelease;
import java.util.Map;

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

    private String text(String path, String otherwise) {
        Object value = value(path);
        return value == null ? otherwise : value.toString();
    }

    private Object value(String path) {
        Object value = values;
        for (String key : path.split("\\.")) {
            value = value instanceof Map<?, ?> map ? map.get(key) : null;
        }
        return value;
    }
}
