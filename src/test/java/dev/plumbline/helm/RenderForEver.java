package dev.plumbline.helm;

import dev.plumbline.chart.ChartOrigin;
import dev.plumbline.chart.ResolvedChart;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** A program with a worker that never closes it: killing it shows what becomes of the worker. */
final class RenderForEver {
    private RenderForEver() {}

    public static void main(String[] arguments) throws Exception {
        HelmWorkers helm = new HelmWorkers(1, Path.of(arguments[0]), Path.of(arguments[1]));
        ResolvedChart chart = new ResolvedChart(
                "orphan", "1.2.3", "", Path.of(arguments[2]), "sha256:0", ChartOrigin.PROJECT, "a test's chart");
        helm.render(
                new ReleaseSpec(new ReleaseId("apps", "orphan"), chart, Map.of()), "1.30.0", Duration.ofSeconds(60));
        System.out.println("rendered");
        new java.util.concurrent.CountDownLatch(1).await();
    }
}
