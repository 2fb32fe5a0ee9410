package dev.plumbline.chart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * The digests of the packages that were downloaded, by name and version: recorded the first time, enforced from then on, whichever
 * mirror the package comes from. The file belongs under version control.
 */
final class ChartLock {
    private static final String HEADING = """
            # Digests of the charts that were downloaded, by name and version. Written at the first download, enforced from then on:
            # keep this file under version control. To accept another package under the same version, remove its entry.
            """;

    private final Path file;
    private final Path guard;

    /**
     * @param file the lock file; made when first needed
     * @param guard a file that processes lock while they write
     */
    ChartLock(Path file, Path guard) {
        this.file = file;
        this.guard = guard;
    }

    /** @param digest {@code sha256:<hex>} */
    record Entry(String name, String version, String digest, String from) {
        String key() {
            return name + " " + version;
        }
    }

    Optional<Entry> find(String name, String version) {
        return Optional.ofNullable(read().get(name + " " + version));
    }

    /** Records a digest, or refuses one that differs from what was recorded. */
    synchronized void enforce(Entry actual) {
        Optional<Entry> known = find(actual.name(), actual.version());
        if (known.isPresent()) {
            verify(actual, known.get());
            return;
        }
        try {
            Files.createDirectories(guard.getParent());
            try (FileChannel channel = FileChannel.open(guard, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock held = exclusive(channel)) {
                Map<String, Entry> entries = read(); // another process may have been quicker
                Entry first = entries.putIfAbsent(actual.key(), actual);
                if (first == null) {
                    write(entries);
                } else {
                    verify(actual, first);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot record the digest of " + actual.key() + " in " + file, e);
        }
    }

    /** Between processes the system makes us wait; between two locks of one process Java throws instead. */
    private static FileLock exclusive(FileChannel channel) throws IOException {
        while (true) {
            try {
                return channel.lock();
            } catch (OverlappingFileLockException e) {
                LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
            }
        }
    }

    private void verify(Entry actual, Entry known) {
        if (!known.digest().equals(actual.digest())) {
            throw new ChartException("the chart " + actual.key() + " is not the one that was used before: " + file
                    + " has "
                    + known.digest() + " (from " + known.from() + "), " + actual.from() + " gave " + actual.digest()
                    + ". A published version never changes: find out why. To accept the new one, remove its entry from the"
                    + " lock file");
        }
    }

    private Map<String, Entry> read() {
        Map<String, Entry> entries = new TreeMap<>();
        if (!Files.exists(file)) {
            return entries;
        }
        try {
            if (GoYaml.read(Files.readString(file)) instanceof Map<?, ?> document
                    && document.get("charts") instanceof List<?> charts) {
                charts.forEach(chart -> {
                    Entry entry = entry((Map<?, ?>) chart);
                    entries.put(entry.key(), entry);
                });
            }
            return entries;
        } catch (IOException | RuntimeException e) {
            throw new ChartException(
                    "cannot read the lock file " + file + ": " + e.getMessage()
                            + ". Restore it from version control; it is made anew if it is missing",
                    e);
        }
    }

    private static Entry entry(Map<?, ?> chart) {
        return new Entry(
                chart.get("name").toString(),
                chart.get("version").toString(),
                chart.get("digest").toString(),
                String.valueOf(chart.get("from")));
    }

    private void write(Map<String, Entry> entries) throws IOException {
        String yaml = entries.values().stream()
                .map(entry -> "  - name: \"%s\"\n    version: \"%s\"\n    digest: \"%s\"\n    from: \"%s\"\n"
                        .formatted(entry.name(), entry.version(), entry.digest(), entry.from()))
                .collect(Collectors.joining("", HEADING + "charts:\n", ""));
        Path temporary = Files.createTempFile(file.toAbsolutePath().getParent(), ".charts-lock-", ".part");
        Files.writeString(temporary, yaml);
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
