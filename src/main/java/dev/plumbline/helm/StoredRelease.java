package dev.plumbline.helm;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One revision of a release as its Secret stores it.
 *
 * @param id namespace and name
 * @param revision from 1
 * @param status for example {@code deployed}
 * @param chartName from the stored chart's metadata
 * @param chartVersion from the stored chart's metadata
 * @param appVersion from the stored chart's metadata; empty if none
 * @param standsFor the chart that the stored one stands in for, if that is what it says of itself
 * @param chartDigests {@code sha256:<hex>}: what the digest of the chart may be that it was made from. Two where the revision does not
 *     tell whether that had subcharts: Helm forgets those that were switched off, and those that {@code Chart.yaml} does not name
 * @param values what the user supplied, without the chart's defaults
 * @param manifest the rendered objects, a YAML stream
 * @param modified when this revision was last written
 */
public record StoredRelease(
        ReleaseId id,
        int revision,
        ReleaseStatus status,
        String chartName,
        String chartVersion,
        String appVersion,
        Optional<String> standsFor,
        Set<String> chartDigests,
        Map<String, Object> values,
        String manifest,
        Instant modified) {
    public StoredRelease {
        chartDigests = Set.copyOf(chartDigests);
    }
}
