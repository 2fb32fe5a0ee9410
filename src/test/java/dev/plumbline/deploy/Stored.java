package dev.plumbline.deploy;

import dev.plumbline.helm.ReleaseStatus;
import dev.plumbline.helm.StoredRelease;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Stored revisions of rendered releases. */
final class Stored {
    private Stored() {}

    static StoredRelease deployed(RenderedRelease release) {
        return with(release, 1, ReleaseStatus.DEPLOYED);
    }

    static StoredRelease with(RenderedRelease release, int revision, ReleaseStatus status) {
        return of(
                release,
                revision,
                status,
                release.chart().digest(),
                release.release().values(),
                release.manifest());
    }

    static StoredRelease of(
            RenderedRelease release,
            int revision,
            ReleaseStatus status,
            String digest,
            Map<String, Object> values,
            String manifest) {
        return new StoredRelease(
                release.spec().id(),
                revision,
                status,
                release.chart().name(),
                release.chart().version(),
                release.chart().appVersion(),
                Optional.empty(),
                Set.of(digest),
                values,
                manifest,
                Instant.parse("2026-01-01T00:00:00Z"));
    }
}
