package dev.plumbline.chart;

import java.nio.file.Path;

/**
 * A chart on this machine whose content is known.
 *
 * @param name as {@code Chart.yaml} says
 * @param version as {@code Chart.yaml} says
 * @param appVersion as {@code Chart.yaml} says; empty if it says none
 * @param path a chart folder or a {@code .tgz}
 * @param digest {@code sha256:<hex>} over the content: of the package for a {@code .tgz}, else of sorted (path, bytes) pairs
 * @param origin where it came from
 * @param reason why that origin was chosen, one sentence for people
 */
public record ResolvedChart(
        String name, String version, String appVersion, Path path, String digest, ChartOrigin origin, String reason) {}
