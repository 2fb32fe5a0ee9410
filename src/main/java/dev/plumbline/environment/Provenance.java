package dev.plumbline.environment;

import java.util.Map;
import java.util.Optional;

/**
 * Where each value of an environment was written.
 *
 * @param locations by key path, for example {@code autoscaling.gateway.max_replicas}
 * @param values by key path, as written: what stands alone, and lists
 * @param synthetic whether any value comes from a document that says of itself that it is made up; a live target refuses it
 */
public record Provenance(Map<String, SourceLocation> locations, Map<String, String> values, boolean synthetic) {
    public Provenance {
        locations = Map.copyOf(locations);
        values = Ordered.copy(values);
    }

    /** Values that are nobody's invention. */
    public Provenance(Map<String, SourceLocation> locations) {
        this(locations, Map.of(), false);
    }

    /** The Terraform module and its output that give this input where no file says it: {@code output vpc_id of module eks}. */
    public static Optional<String> moduleOutput(String keyPath) {
        return ModuleOutput.giving(keyPath)
                .map(output -> "output %s of module %s".formatted(output.output(), output.module()));
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
