package dev.plumbline.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Frees the disk of artefacts that newer ones have replaced. The one in use and the one before it are kept, so that going back and
 * forth between two states of the sources builds nothing again.
 */
record Superseded(LocalCache cache, DockerCommand docker) {
    private static final int KEPT = 2;

    /**
     * @param inUse folders that stay however old they are
     * @return which folders, by name
     */
    List<String> delete(List<Artefact> artefacts, Set<Path> inUse) {
        List<String> deleted = new ArrayList<>();
        for (Artefact artefact : artefacts) {
            newestFirst(cache.artefact(artefact.id(), "").getParent(), artefact.id()).stream()
                    .skip(KEPT)
                    .filter(folder -> !inUse.contains(folder))
                    .forEach(folder -> {
                        deleteFolder(folder);
                        deleted.add(folder.getFileName().toString());
                    });
        }
        return deleted;
    }

    /**
     * @param references of images without their key, such as {@code plumbline.local/node:v1.34.4}
     * @param inUse images that stay however old they are
     * @return which images
     */
    List<String> deleteImages(List<String> references, Set<String> inUse) {
        List<String> deleted = new ArrayList<>();
        for (String reference : references) {
            // Docker lists the newest first. An image that a container uses is refused, and stays.
            docker
                    .attempt(
                            "image",
                            "ls",
                            "--filter",
                            "reference=" + reference + "-*",
                            "--format",
                            "{{.Repository}}:{{.Tag}}")
                    .lines()
                    .stream()
                    .skip(KEPT)
                    .filter(old -> !inUse.contains(old))
                    .filter(old -> docker.attempt("image", "rm", old).good())
                    .forEach(deleted::add);
        }
        return deleted;
    }

    static List<Path> newestFirst(Path folder, String id) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            List<Path> ofThis = new ArrayList<>(all.filter(Files::isDirectory)
                    .filter(path ->
                            path.getFileName().toString().matches(java.util.regex.Pattern.quote(id) + "-[0-9a-f]{12}"))
                    .toList());
            ofThis.sort(Comparator.comparing(Superseded::modified).reversed());
            return ofThis;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static FileTime modified(Path path) {
        try {
            return Files.getLastModifiedTime(path);
        } catch (IOException gone) {
            return FileTime.fromMillis(0);
        }
    }

    private static void deleteFolder(Path folder) {
        try {
            Folders.delete(folder);
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }
}
