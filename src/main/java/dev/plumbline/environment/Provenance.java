package dev.plumbline.environment;

import java.util.Map;
import java.util.Optional;

/**
 * Where each value of an environment was written.
 *
 * @param locations by key path, for example {@code autoscaling.gateway.max_replicas}
 */
public record Provenance(Map<String, SourceLocation> locations) {
    public Provenance {
        locations = Map.copyOf(locations);
    }

    /** The place of a key, or of the nearest key above it. */
    public Optional<SourceLocation> of(String keyPath) {
        for (String path = keyPath; ; path = path.substring(0, path.lastIndexOf('.'))) {
            if (locations.containsKey(path)) {
                return Optional.of(locations.get(path));
            }
            if (path.indexOf('.') < 0) {
                return Optional.empty();
            }
        }
    }
}
