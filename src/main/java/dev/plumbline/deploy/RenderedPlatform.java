package dev.plumbline.deploy;

import dev.plumbline.platform.Platform;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.stream.Stream;

/**
 * The whole platform as it would be sent to a cluster.
 *
 * @param platform what it was rendered from
 * @param releases in the platform's order
 */
public record RenderedPlatform(Platform platform, List<RenderedRelease> releases) {
    public RenderedPlatform {
        releases = List.copyOf(releases);
    }

    /** Every object: namespaces, {@code infra-config}, the store, then those of the releases. */
    public List<HasMetadata> objects() {
        Stream<HasMetadata> own = Stream.concat(
                platform.namespaces().stream().map(HasMetadata.class::cast),
                Stream.of(platform.infraConfig(), platform.secretStore()));
        return Stream.concat(own, releases.stream().flatMap(release -> release.objects().stream()))
                .toList();
    }
}
