package dev.plumbline.observe;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Map;

/**
 * An object of the platform together with where it was seen.
 *
 * @param <T> its Kubernetes type
 */
public interface Seen<T extends HasMetadata> {
    /** As the source gave it; to be read only. */
    T object();

    Origin origin();

    default ObjectId id() {
        return ObjectId.of(object());
    }

    default Map<String, String> labels() {
        return orEmpty(object().getMetadata().getLabels());
    }

    default Map<String, String> annotations() {
        return orEmpty(object().getMetadata().getAnnotations());
    }

    private static Map<String, String> orEmpty(Map<String, String> map) {
        return map == null ? Map.of() : map;
    }
}
