package dev.plumbline.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/**
 * Where the local cluster keeps what it builds and the kubeconfigs of its clusters.
 *
 * @param root {@code $XDG_CACHE_HOME/plumbline} or {@code ~/.cache/plumbline}
 */
public record LocalCache(Path root) {
    /** The user's cache folder, as the environment says. */
    public static LocalCache ofUser() {
        return of(System.getenv(), Path.of(System.getProperty("user.home")));
    }

    static LocalCache of(Map<String, String> environment, Path home) {
        String configured = environment.getOrDefault("XDG_CACHE_HOME", "");
        Path base = configured.isBlank() ? home.resolve(".cache") : Path.of(configured);
        return new LocalCache(base.resolve("plumbline"));
    }

    Path artefact(String id, String key) {
        return root.resolve("artefacts").resolve(id + "-" + key);
    }

    /** Scratch of one artefact's script; whatever is in it belongs to a run that did not finish. */
    Path work(String id) {
        return root.resolve("work").resolve(id);
    }

    Path log(String id) {
        return root.resolve("logs").resolve(id + ".log");
    }

    Path docker() {
        return root.resolve("docker");
    }

    /** A file that one process at a time can lock; the system lets go of it when the process ends, however it does. */
    FileChannel openLock(String name) throws IOException {
        Files.createDirectories(root);
        return FileChannel.open(root.resolve(name + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    /** A folder of one cluster, for nobody but its owner to read. */
    Path cluster(String name) {
        return root.resolve("clusters").resolve(name);
    }

    static Path ownerOnlyFolder(Path folder) {
        try {
            Files.createDirectories(folder);
            return Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }
}
