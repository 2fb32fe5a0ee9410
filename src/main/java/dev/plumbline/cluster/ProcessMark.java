package dev.plumbline.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * A process of some machine, described well enough to say later whether it has ended.
 *
 * @param boot this boot of the machine; no other one has it
 * @param namespace the PID namespace: process ids of another one say nothing here
 * @param pid process id
 * @param started when the process started, so that a reused id is not mistaken for it
 */
public record ProcessMark(String boot, String namespace, long pid, Instant started) {
    private static final String UNKNOWN = "unknown";

    /** The process that asks. */
    public static ProcessMark here() {
        ProcessHandle self = ProcessHandle.current();
        return new ProcessMark(
                read(Path.of("/proc/sys/kernel/random/boot_id")),
                link(Path.of("/proc/self/ns/pid")),
                self.pid(),
                self.info().startInstant().orElse(Instant.EPOCH));
    }

    /** @param text as {@link #toString()} gives it; empty if it is not of that form */
    public static Optional<ProcessMark> parse(String text) {
        String[] parts = text == null ? new String[0] : text.split("/", 4);
        try {
            return parts.length == 4
                    ? Optional.of(
                            new ProcessMark(parts[0], parts[1], Long.parseLong(parts[2]), Instant.parse(parts[3])))
                    : Optional.empty();
        } catch (NumberFormatException | DateTimeException foreign) {
            return Optional.empty();
        }
    }

    /** Whether it has certainly ended; of a process of another machine nobody here can know. */
    public boolean hasEnded(ProcessMark here) {
        if (boot.equals(UNKNOWN) || !boot.equals(here.boot) || !namespace.equals(here.namespace)) {
            return false;
        }
        return ProcessHandle.of(pid)
                .map(process -> !process.isAlive()
                        || !process.info().startInstant().orElse(started).equals(started))
                .orElse(true);
    }

    @Override
    public String toString() {
        return boot + "/" + namespace + "/" + pid + "/" + started;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException unknown) {
            return UNKNOWN;
        }
    }

    private static String link(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException unknown) {
            return UNKNOWN;
        }
    }
}
