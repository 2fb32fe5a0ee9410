package dev.plumbline.observe;

import io.fabric8.kubernetes.api.model.Service;

/** A Service as seen. */
public record SeenService(Service object, Origin origin) implements Seen<Service> {
    @Override
    public String toString() {
        return id().toString();
    }
}
