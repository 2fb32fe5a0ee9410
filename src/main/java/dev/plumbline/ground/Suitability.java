package dev.plumbline.ground;

import dev.plumbline.deploy.RenderedRelease;
import dev.plumbline.preflight.Finding;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether the releases' versions were made for the cluster's.
 *
 * @param kubernetes such as {@code 1.34.4}
 */
record Suitability(String kubernetes) {
    /** The newest Kubernetes that a minor version of External Secrets was tested on, by its table of support. */
    private static final int EXTERNAL_SECRETS_0_9 = 30;

    List<Finding> of(List<RenderedRelease> releases) {
        return releases.stream().flatMap(release -> of(release).stream()).toList();
    }

    private Optional<Finding> of(RenderedRelease release) {
        String version = version(release);
        return switch (release.chart().name()) {
            case "external-secrets" -> externalSecrets(release, version);
            case "cluster-autoscaler" -> autoscaler(release, version);
            default -> Optional.empty();
        };
    }

    private Optional<Finding> externalSecrets(RenderedRelease release, String version) {
        if (!version.startsWith("0.9.") || minor(kubernetes) <= EXTERNAL_SECRETS_0_9) {
            return Optional.empty();
        }
        return Optional.of(tooOld(
                release,
                "%s is tested up to Kubernetes 1.%d, the cluster is %s"
                        .formatted(version, EXTERNAL_SECRETS_0_9, kubernetes)));
    }

    private Optional<Finding> autoscaler(RenderedRelease release, String version) {
        return minor(version) < 0 || minor(version) == minor(kubernetes)
                ? Optional.empty()
                : Optional.of(tooOld(
                        release,
                        "%s is made for Kubernetes 1.%d, the cluster is %s"
                                .formatted(version, minor(version), kubernetes)));
    }

    private static Finding tooOld(RenderedRelease release, String found) {
        return Finding.remark(
                "release " + release.release().name(),
                found,
                "set releases.%1$s.version (and .values.image.tag) to one that is made for it"
                        .formatted(release.release().key()));
    }

    /** Of the program, not of the chart: an image that the values name, else what the chart brings. */
    private static String version(RenderedRelease release) {
        Object tag = release.release().values().get("image") instanceof Map<?, ?> image ? image.get("tag") : null;
        return (tag == null ? release.chart().appVersion() : tag.toString()).replaceFirst("^v", "");
    }

    private static int minor(String version) {
        String[] parts = version.split("[.+-]");
        return parts.length > 1 && parts[1].matches("[0-9]+") ? Integer.parseInt(parts[1]) : -1;
    }
}
