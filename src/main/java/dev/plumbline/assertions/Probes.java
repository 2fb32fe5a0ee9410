package dev.plumbline.assertions;

import io.fabric8.kubernetes.api.model.Probe;

/** Probes. */
final class Probes {
    private Probes() {}

    /** @return null if it is not an HTTP probe */
    static String path(Probe probe) {
        return probe == null || probe.getHttpGet() == null
                ? null
                : probe.getHttpGet().getPath();
    }
}
