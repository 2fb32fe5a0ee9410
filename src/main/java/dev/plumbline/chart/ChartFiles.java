package dev.plumbline.chart;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** The files that Helm loads of a chart, from a folder or a package: path in the chart (with slashes) to content. */
final class ChartFiles {
    /** Far above any chart, far below what would hurt: a package from elsewhere may be a bomb. */
    private static final long MAXIMUM_BYTES = 64L * 1024 * 1024;

    private static final int MAXIMUM_FILES = 10_000;

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final SortedMap<String, byte[]> files = new TreeMap<>();
    private long bytes;

    private ChartFiles() {}

    static SortedMap<String, byte[]> of(Path chart) {
        ChartFiles files = new ChartFiles();
        try {
            if (Files.isDirectory(chart)) {
                files.readFolder(chart);
            } else {
                files.readPackage(chart);
            }
        } catch (IOException | UncheckedIOException e) {
            throw new ChartException("cannot read the chart " + chart + ": " + e.getMessage(), e);
        }
        if (!files.files.containsKey("Chart.yaml")) {
            throw new ChartException(chart + " is not a chart: it has no Chart.yaml");
        }
        return files.files;
    }

    private void readFolder(Path folder) throws IOException {
        Path rules = folder.resolve(".helmignore");
        HelmIgnore ignore = new HelmIgnore(Files.exists(rules) ? Files.readString(rules) : "");
        Files.walkFileTree(folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), 50, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                return !directory.equals(folder) && ignore.ignores(name(directory), true)
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (!ignore.ignores(name(file), false)) {
                    add(name(file), Files.readAllBytes(file), folder);
                }
                return FileVisitResult.CONTINUE;
            }

            private String name(Path path) {
                return folder.relativize(path).toString().replace('\\', '/');
            }
        });
    }

    private void readPackage(Path archive) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(archive));
                TarArchiveInputStream tar =
                        new TarArchiveInputStream(new GZIPInputStream(in), StandardCharsets.UTF_8.name())) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (entry.isFile()) {
                    long left = MAXIMUM_BYTES - bytes;
                    byte[] content = tar.readNBytes((int) Math.min(left + 1, Integer.MAX_VALUE));
                    add(insideChart(entry.getName(), archive), content, archive);
                } else if (!entry.isDirectory() && !entry.isGlobalPaxHeader()) {
                    throw new ChartException(archive + " holds " + entry.getName()
                            + ", which is neither file nor folder: such a package is not a chart's");
                }
            }
        }
    }

    /** Helm drops the first folder of every entry, whatever its name. */
    private static String insideChart(String entry, Path archive) {
        String path = entry.replace('\\', '/');
        int slash = path.indexOf('/');
        String inside = slash < 0 ? "" : path.substring(slash + 1);
        if (path.startsWith("/")
                || inside.isEmpty()
                || Arrays.asList(path.split("/")).contains("..")) {
            throw new ChartException(archive + " holds an entry " + entry
                    + " outside the chart's folder: do not use this package, and tell who made it");
        }
        return inside;
    }

    private void add(String path, byte[] content, Path chart) {
        bytes += content.length;
        if (bytes > MAXIMUM_BYTES || files.size() == MAXIMUM_FILES) {
            throw new ChartException(chart + " holds more than " + MAXIMUM_FILES + " files or "
                    + MAXIMUM_BYTES / 1024 / 1024 + " MiB: that is no chart, or a folder with too much in it"
                    + " (leave things out with .helmignore)");
        }
        boolean marked = content.length >= 3 && Arrays.equals(content, 0, 3, BYTE_ORDER_MARK, 0, 3);
        files.put(path, marked ? Arrays.copyOfRange(content, 3, content.length) : content);
    }
}
