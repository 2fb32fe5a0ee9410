package dev.plumbline.environment;

import java.util.Map;
import java.util.Optional;

/**
 * Where each value of an environment was written.
 *
 * @param locations by key path, for example {@code autoscaling.gateway.max_replicas}
 * @param synthetic whether any value comes from a document that says of itself that it is made up; a live target refuses it
 */
public record Provenance(Map<String, SourceLocation> locations, boolean synthetic) {
    public Provenance {
        locations = Map.copyOf(locations);
    }

    /** Values that are nobody's invention. */
    public Provenance(Map<String, SourceLocation> locations) {
        this(locations, false);
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
