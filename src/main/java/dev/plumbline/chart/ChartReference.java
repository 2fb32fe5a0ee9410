package dev.plumbline.chart;

import java.net.URI;
import java.nio.file.Path;

/** Which chart is wanted; {@link ChartResolver} makes a local, verified one of it. */
public sealed interface ChartReference {

    /** A chart folder of this project. */
    record Local(Path directory) implements ChartReference {}

    /**
     * A chart of a repository.
     *
     * @param repository {@code http(s)://}, {@code oci://} or {@code file:} of a folder that holds packages or unpacked charts
     * @param name chart name
     * @param version exact version
     */
    record Repository(URI repository, String name, String version) implements ChartReference {}
}
