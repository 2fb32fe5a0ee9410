package dev.plumbline.helm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A private folder (0700) of this process below a shared one. What a process that was killed left there, values files among it, is
 * swept by the next one.
 */
record WorkFolder(Path path) implements AutoCloseable {
    private static final String PREFIX = "helm-";

    static WorkFolder create(Path parent) {
        if (parent.toString().contains(",")) {
            throw new HelmException(
                    "the work folder " + parent + " has a comma in its name, and Helm splits the names of values"
                            + " files at commas: choose another folder");
        }
        try {
            Files.createDirectories(parent);
            sweep(parent);
            return new WorkFolder(Files.createTempDirectory(
                            parent,
                            PREFIX + ProcessHandle.current().pid() + "-",
                            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")))
                    .toAbsolutePath());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create a work folder for Helm in " + parent, e);
        }
    }

    @Override
    public void close() {
        delete(path);
    }

    /** Deletes the folders of processes that are gone. @return which */
    static List<Path> sweep(Path parent) throws IOException {
        if (!Files.isDirectory(parent)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(parent)) {
            List<Path> abandoned = folders.filter(WorkFolder::isAbandoned).toList();
            abandoned.forEach(WorkFolder::delete);
            return abandoned;
        }
    }

    private static boolean isAbandoned(Path folder) {
        String[] parts = folder.getFileName().toString().split("-");
        return parts.length == 3
                && folder.getFileName().toString().startsWith(PREFIX)
                && parts[1].matches("\\d{1,18}")
                && ProcessHandle.of(Long.parseLong(parts[1])).isEmpty();
    }

    private static void delete(Path folder) {
        try (Stream<Path> tree = Files.walk(folder)) {
            List<Path> deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.deleteIfExists(path);
            }
        } catch (IOException | UncheckedIOException e) {
            // A worker that is just dying may still write; the next process sweeps what is left.
        }
    }
}
