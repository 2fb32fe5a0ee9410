package dev.plumbline.observe;

import io.fabric8.kubernetes.api.model.APIService;

/** An aggregated API as seen. */
public record SeenApiService(APIService object, Origin origin) implements Seen<APIService> {
    @Override
    public String toString() {
        return id().toString();
    }
}
