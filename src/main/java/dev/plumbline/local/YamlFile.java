package dev.plumbline.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** One mapping of a YAML file of ours, read with messages that name the file and the key. */
record YamlFile(String where, Map<?, ?> entries) {
    static YamlFile of(Path file) {
        try {
            Object root = new Load(
                            LoadSettings.builder().setLabel(file.toString()).build())
                    .loadFromString(Files.readString(file));
            if (root instanceof Map<?, ?> map) {
                return new YamlFile(file.toString(), map);
            }
            throw new LocalClusterException(file + ": expected a mapping, found " + root);
        } catch (IOException unreadable) {
            throw new LocalClusterException(
                    "cannot read %s: %s; run from the project's folder".formatted(file, unreadable), unreadable);
        }
    }

    List<YamlFile> list(String key) {
        if (!(entries.get(key) instanceof List<?> list)) {
            throw wrong(key, "a list", entries.get(key));
        }
        return list.stream()
                .map(entry -> {
                    if (!(entry instanceof Map<?, ?> map)) {
                        throw wrong(key, "mappings in the list", entry);
                    }
                    return new YamlFile(where + " " + key + "." + map.get("id"), map);
                })
                .toList();
    }

    String text(String key) {
        if (!(entries.get(key) instanceof String text)) {
            throw wrong(key, "a text", entries.get(key));
        }
        return text;
    }

    String text(String key, String otherwise) {
        return entries.containsKey(key) ? text(key) : otherwise;
    }

    List<String> texts(String key) {
        Object value = entries.containsKey(key) ? entries.get(key) : List.of();
        if (!(value instanceof List<?> list) || !list.stream().allMatch(String.class::isInstance)) {
            throw wrong(key, "a list of texts", value);
        }
        return list.stream().map(String.class::cast).toList();
    }

    int number(String key) {
        if (!(entries.get(key) instanceof Integer number)) {
            throw wrong(key, "a whole number", entries.get(key));
        }
        return number;
    }

    boolean flag(String key) {
        return Boolean.TRUE.equals(entries.get(key));
    }

    private LocalClusterException wrong(String key, String expected, Object found) {
        return new LocalClusterException("%s: %s: expected %s, found %s".formatted(where, key, expected, found));
    }
}
