package dev.plumbline.platform;

import java.util.Map;

/** Looks into a values document by a path with slashes. */
record ValueTree(Map<String, Object> values) {

    static ValueTree of(Platform platform, String release) {
        return new ValueTree(platform.releases().stream()
                .filter(each -> each.name().equals(release))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no release " + release + " in " + platform.releases()))
                .values());
    }

    /** What stands at a path; null = nothing. */
    Object at(String path) {
        Object node = values;
        for (String key : path.split("/")) {
            node = node instanceof Map<?, ?> map ? map.get(key) : null;
        }
        return node;
    }
}
