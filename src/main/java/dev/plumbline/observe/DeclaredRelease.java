package dev.plumbline.observe;

import dev.plumbline.environment.ReleaseSettings;
import dev.plumbline.environment.ServiceSettings;
import java.util.List;
import java.util.Optional;

/**
 * A Helm release that an environment asks for.
 *
 * @param key its key in the outputs: {@code metrics_server}, {@code gateway_service}
 * @param name the release's name
 * @param namespace where it must be
 * @param chart which chart it must be made from
 * @param allowedRegistries image prefixes that its pods may use
 * @param settings if it is a system release
 * @param service if it is an application release
 */
public record DeclaredRelease(
        String key,
        String name,
        String namespace,
        ChartVersion chart,
        List<String> allowedRegistries,
        Optional<ReleaseSettings> settings,
        Optional<ServiceSettings> service) {
    public DeclaredRelease {
        allowedRegistries = List.copyOf(allowedRegistries);
    }

    public boolean isSystem() {
        return settings.isPresent();
    }

    /** Where its chart is declared, as a key path. */
    public String chartInput() {
        return isSystem() ? "releases." + key : "chart";
    }

    @Override
    public String toString() {
        return name;
    }
}
