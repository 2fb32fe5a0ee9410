package dev.plumbline.review;

import dev.plumbline.deploy.ContentDigest;
import dev.plumbline.deploy.FieldChange;

/**
 * One field that a plan would change. No value leaves the cluster or the inputs: only their digests are kept.
 *
 * @param path as in the plan
 * @param change digest of old and new value
 */
public record SavedField(String path, String change) {
    static SavedField of(FieldChange field) {
        return new SavedField(
                field.path(),
                ContentDigest.of(
                        java.util.List.of(field.from().orElse(""), field.to().orElse(""))));
    }
}
