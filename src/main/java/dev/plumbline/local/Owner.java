package dev.plumbline.local;

import dev.plumbline.cluster.ProcessMark;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The process that a cluster belongs to, well enough described to say later whether it is gone.
 *
 * @param process which one
 * @param expires after this the cluster may go whoever owns it
 */
record Owner(ProcessMark process, Instant expires) {
    private static final String PREFIX = "dev.plumbline.owner.";

    static Owner thisProcess(Instant expires) {
        return new Owner(ProcessMark.here(), expires);
    }

    Map<String, String> labels() {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put(PREFIX + "boot", process.boot());
        labels.put(PREFIX + "namespace", process.namespace());
        labels.put(PREFIX + "pid", Long.toString(process.pid()));
        labels.put(PREFIX + "started", process.started().toString());
        labels.put(PREFIX + "expires", expires.toString());
        return labels;
    }

    static Owner of(Map<String, String> labels) {
        return new Owner(
                new ProcessMark(
                        labels.getOrDefault(PREFIX + "boot", ""),
                        labels.getOrDefault(PREFIX + "namespace", ""),
                        Long.parseLong(labels.getOrDefault(PREFIX + "pid", "0")),
                        Instant.parse(labels.getOrDefault(PREFIX + "started", Instant.EPOCH.toString()))),
                Instant.parse(labels.getOrDefault(PREFIX + "expires", Instant.EPOCH.toString())));
    }

    /** Whether it has certainly ended, or has had its time. @param here a description of the process that asks */
    boolean gone(Owner here, Instant now) {
        return now.isAfter(expires) || !process.boot().equals(here.process.boot()) || process.hasEnded(here.process);
    }
}
