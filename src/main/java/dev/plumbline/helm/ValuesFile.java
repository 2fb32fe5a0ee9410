package dev.plumbline.helm;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/** A release's values for the time of one call: only we can read it, and it is deleted afterwards. */
record ValuesFile(Path path) implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    static ValuesFile write(Path folder, Map<String, Object> values) {
        try {
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(
                        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            Path file = folder.resolve(UUID.randomUUID() + ".json");
            try (OutputStream out = Channels.newOutputStream(Files.newByteChannel(
                    file,
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))))) {
                out.write(JSON.writeValueAsBytes(values));
            }
            return new ValuesFile(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write a values file in " + folder, e);
        }
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete the values file " + path, e);
        }
    }
}
