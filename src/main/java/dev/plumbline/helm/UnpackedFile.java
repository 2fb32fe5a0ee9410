package dev.plumbline.helm;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * One entry of a jar as a file in a cache folder. The file's name holds the entry's checksum, so another version of the library is
 * another file; a file that was cut short is unpacked again.
 */
record UnpackedFile(Path jar, String entry, Path folder) {

    /** Unpacks it unless it is there; safe for several processes at once. */
    Path path() {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            ZipEntry found = zip.getEntry(entry);
            if (found == null) {
                throw new HelmException(jar + " has no entry " + entry
                        + ": the Helm library is not complete; run `mvn dependency:resolve` again");
            }
            String simpleName = entry.substring(entry.lastIndexOf('/') + 1);
            Path file = folder.resolve(HexFormat.of().toHexDigits((int) found.getCrc()))
                    .resolve(simpleName);
            if (!isSound(file, found)) {
                unpack(zip, found, file);
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot unpack " + entry + " of " + jar + " into " + folder, e);
        }
    }

    /** Its size tells: it came here whole, checked and by one rename. Reading 98 MB again would cost more than a worker's start. */
    private static boolean isSound(Path file, ZipEntry entry) throws IOException {
        return Files.isRegularFile(file) && Files.size(file) == entry.getSize();
    }

    private static void unpack(ZipFile zip, ZipEntry entry, Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Path temporary = Files.createTempFile(file.getParent(), "unpacking-", ".part");
        CRC32 checksum = new CRC32();
        try (InputStream in = new CheckedInputStream(zip.getInputStream(entry), checksum)) {
            Files.copy(in, temporary, StandardCopyOption.REPLACE_EXISTING);
            if (checksum.getValue() != entry.getCrc()) {
                throw new IOException(
                        "its checksum is wrong: the jar is damaged, delete it and let Maven download it again");
            }
            try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }
}
