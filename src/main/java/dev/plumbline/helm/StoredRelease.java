package dev.plumbline.helm;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

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
 * @param chartDigest {@code sha256:<hex>} over the stored chart's templates, schema, default values and files, comparable with
 *     the digest of a resolved chart
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
        String chartDigest,
        Map<String, Object> values,
        String manifest,
        Instant modified) {}
