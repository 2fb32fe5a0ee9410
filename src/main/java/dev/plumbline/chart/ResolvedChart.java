package dev.plumbline.chart;

import java.nio.file.Path;

/**
 * A chart on this machine whose content is known.
 *
 * @param name as {@code Chart.yaml} says
 * @param version as {@code Chart.yaml} says
 * @param appVersion as {@code Chart.yaml} says; empty if it says none
 * @param path a chart folder or a {@code .tgz}
 * @param digest {@link ChartContent#digest()}: the same for a folder, its package, and what a release stored of it
 * @param origin where it came from
 * @param reason why that origin was chosen, one sentence for people
 */
public record ResolvedChart(
        String name, String version, String appVersion, Path path, String digest, ChartOrigin origin, String reason) {}
