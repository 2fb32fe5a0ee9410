package dev.plumbline.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The process that a cluster belongs to, well enough described to say later whether it is gone.
 *
 * @param boot this boot of the machine
 * @param namespace the PID namespace: process ids of another one say nothing here
 * @param pid process id
 * @param started when the process started, so that a reused id is not mistaken for it
 * @param expires after this the cluster may go whoever owns it
 */
record Owner(String boot, String namespace, long pid, Instant started, Instant expires) {
    private static final String PREFIX = "dev.plumbline.owner.";

    static Owner thisProcess(Instant expires) {
        ProcessHandle self = ProcessHandle.current();
        return new Owner(
                read(Path.of("/proc/sys/kernel/random/boot_id")),
                link(Path.of("/proc/self/ns/pid")),
                self.pid(),
                self.info().startInstant().orElse(Instant.EPOCH),
                expires);
    }

    Map<String, String> labels() {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put(PREFIX + "boot", boot);
        labels.put(PREFIX + "namespace", namespace);
        labels.put(PREFIX + "pid", Long.toString(pid));
        labels.put(PREFIX + "started", started.toString());
        labels.put(PREFIX + "expires", expires.toString());
        return labels;
    }

    static Owner of(Map<String, String> labels) {
        return new Owner(
                labels.getOrDefault(PREFIX + "boot", ""),
                labels.getOrDefault(PREFIX + "namespace", ""),
                Long.parseLong(labels.getOrDefault(PREFIX + "pid", "0")),
                Instant.parse(labels.getOrDefault(PREFIX + "started", Instant.EPOCH.toString())),
                Instant.parse(labels.getOrDefault(PREFIX + "expires", Instant.EPOCH.toString())));
    }

    /** Whether it has certainly ended, or has had its time. @param here a description of the process that asks */
    boolean gone(Owner here, Instant now) {
        if (now.isAfter(expires) || !boot.equals(here.boot)) {
            return true;
        }
        if (!namespace.equals(here.namespace)) {
            return false;
        }
        return ProcessHandle.of(pid)
                .map(process -> !process.isAlive()
                        || !process.info().startInstant().orElse(started).equals(started))
                .orElse(true);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException unknown) {
            return "unknown";
        }
    }

    private static String link(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException unknown) {
            return "unknown";
        }
    }
}
