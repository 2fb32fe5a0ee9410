package dev.plumbline.chart;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Chart packages made on the spot. */
final class ChartPackages {
    private ChartPackages() {}

    /** A package of a chart with one template. */
    static byte[] chart(String name, String version) {
        return archive(Map.of(
                name + "/Chart.yaml",
                "apiVersion: v2\nname: %s\nversion: %s\nappVersion: \"9\"\n".formatted(name, version),
                name + "/values.yaml",
                "replicas: 2\n",
                name + "/templates/a.yaml",
                "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n"));
    }

    /** @param entries entry name, with the chart's folder, to content */
    static byte[] archive(Map<String, String> entries) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
            for (Map.Entry<String, String> file : new TreeMap<>(entries).entrySet()) {
                byte[] content = file.getValue().getBytes(StandardCharsets.UTF_8);
                TarArchiveEntry entry = new TarArchiveEntry(file.getKey(), true);
                entry.setSize(content.length);
                entry.setModTime(0L); // the same chart is the same package
                tar.putArchiveEntry(entry);
                tar.write(content);
                tar.closeArchiveEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
