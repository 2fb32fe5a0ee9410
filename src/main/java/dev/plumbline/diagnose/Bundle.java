package dev.plumbline.diagnose;

import dev.plumbline.redact.Redactor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder with one failure's evidence: only the owner may look into it (0700), and nothing gets in that the redactor has not seen.
 */
final class Bundle {
    /** Who has not looked at the tenth newest failure will not look at it any more. */
    private static final int KEPT = 10;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);
    private static final FileAttribute<?> PRIVATE_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<?> PRIVATE_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final Path folder;
    private final Redactor redactor;

    private Bundle(Path folder, Redactor redactor) {
        this.folder = folder;
        this.redactor = redactor;
    }

    /**
     * Makes a folder named after the time and the step, and deletes those that are too old.
     *
     * @param failures where the bundles of an environment are
     */
    static Bundle create(Path failures, String step, Instant time, Redactor redactor) {
        try {
            Files.createDirectories(failures, PRIVATE_FOLDER);
            prune(failures);
            String name = TIME.format(time) + "-" + plain(step) + "-";
            return new Bundle(Files.createTempDirectory(failures, name, PRIVATE_FOLDER), redactor);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot make a folder for the evidence in " + failures, failure);
        }
    }

    Path folder() {
        return folder;
    }

    /** @param name path in the bundle; replaced if it is there */
    void write(String name, String text) {
        Path file = folder.resolve(Stream.of(name.split("/"))
                .map(Bundle::plain)
                .reduce((a, b) -> a + "/" + b)
                .orElseThrow());
        try {
            Files.createDirectories(file.getParent(), PRIVATE_FOLDER);
            Files.deleteIfExists(file);
            Files.createFile(file, PRIVATE_FILE);
            Files.writeString(file, redactor.redact(text));
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot write evidence to " + file, failure);
        }
    }

    private static void prune(Path failures) throws IOException {
        try (Stream<Path> bundles = Files.list(failures)) {
            // names begin with the time
            List<Path> surplus =
                    bundles.sorted(Comparator.reverseOrder()).skip(KEPT - 1L).toList();
            for (Path bundle : surplus) {
                delete(bundle);
            }
        }
    }

    private static void delete(Path bundle) throws IOException {
        try (Stream<Path> tree = Files.walk(bundle)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    private static String plain(String name) {
        return name.replaceAll("[^A-Za-z0-9._-]", "-");
    }
}
