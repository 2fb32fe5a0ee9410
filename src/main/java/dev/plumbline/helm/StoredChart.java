package dev.plumbline.helm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The chart of an installed revision, as its Secret stores it: what a release is restored from, wherever it once came from.
 *
 * @param files path in the chart to content, {@code Chart.yaml} and {@code values.yaml} among them
 * @param complete whether that is all of it: Helm stores no dependencies
 */
public record StoredChart(SortedMap<String, byte[]> files, boolean complete) {
    public StoredChart {
        files = new TreeMap<>(files);
    }

    /** Writes it as a chart folder. */
    void writeTo(Path folder) {
        try {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                Path path = folder.resolve(file.getKey()).normalize();
                if (!path.startsWith(folder)) {
                    throw new HelmException("the stored chart has a file outside of it: " + file.getKey());
                }
                Files.createDirectories(path.getParent());
                Files.write(path, file.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write a stored chart to " + folder, e);
        }
    }
}
