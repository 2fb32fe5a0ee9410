package dev.plumbline.assertions;

import dev.plumbline.observe.ConfigEntry;
import dev.plumbline.observe.SeenConfig;
import java.util.Collection;
import java.util.TreeSet;

/** What can be said of a ConfigMap. */
public final class ConfigAssert extends SeenAssert<ConfigAssert, SeenConfig> {
    ConfigAssert(SeenConfig actual) {
        super(actual, ConfigAssert.class);
    }

    /** No key is missing and none is there that should not be. */
    public ConfigAssert hasExactlyTheKeys(Collection<String> keys) {
        Findings findings = findings();
        findings.isTrue(!keys.isEmpty(), "data", "at least one key", keys);
        var missing = new TreeSet<>(keys);
        missing.removeAll(actual.entries().keySet());
        missing.forEach(key -> findings.add("data." + key, "the key", Findings.NOTHING));
        var extra = new TreeSet<>(actual.entries().keySet());
        extra.removeAll(keys);
        extra.forEach(key -> findings.add("data." + key, Findings.NOTHING, "a key that nobody declared"));
        return conclude("does not have exactly the declared keys", findings);
    }

    /** The entry's value is exactly that of its input, and not empty. */
    public ConfigAssert has(ConfigEntry entry) {
        declaredAt(entry.input());
        String found = actual.entries().get(entry.key());
        String path = "data." + entry.key();
        Findings findings = findings();
        if (entry.value() == null || entry.value().isBlank()) {
            findings.add(path, "a value that is not empty", "the input itself is empty");
        }
        return conclude("does not hold what was declared", findings.equal(path, entry.value(), found));
    }
}
