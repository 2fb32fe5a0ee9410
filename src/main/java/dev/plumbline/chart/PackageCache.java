package dev.plumbline.chart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** Packages by their digest. A file whose content is not its name's is none. */
final class PackageCache {
    private final Path folder;

    PackageCache(Path folder) {
        this.folder = folder;
    }

    /** @param digest {@code sha256:<hex>} */
    Optional<Path> find(String digest) {
        Path file = file(digest);
        try {
            return Files.isRegularFile(file) && digest.equals("sha256:" + Sha256.hex(Files.readAllBytes(file)))
                    ? Optional.of(file)
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Safe for several processes at once: whoever is last replaces equal by equal. */
    Path keep(byte[] archive) {
        Path file = file("sha256:" + Sha256.hex(archive));
        try {
            Files.createDirectories(file.getParent());
            Path temporary = Files.createTempFile(file.getParent(), "download-", ".part");
            Files.write(temporary, archive);
            return Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep a chart package in " + folder, e);
        }
    }

    private Path file(String digest) {
        return folder.resolve(digest.replace(':', '-') + ".tgz");
    }
}
