package dev.plumbline.observe;

import io.fabric8.kubernetes.api.model.ConfigMap;
import java.util.Map;

/** A ConfigMap as seen. */
public record SeenConfig(ConfigMap object, Origin origin) implements Seen<ConfigMap> {
    /** Its entries; empty if it has none. */
    public Map<String, String> entries() {
        return object.getData() == null ? Map.of() : object.getData();
    }

    @Override
    public String toString() {
        return id().toString();
    }
}
