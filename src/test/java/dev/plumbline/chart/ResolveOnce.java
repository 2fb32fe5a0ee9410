package dev.plumbline.chart;

import dev.plumbline.environment.ChartPolicy;
import java.net.URI;
import java.nio.file.Path;

/** A program that resolves one chart: two of them at once share cache and lock file. */
final class ResolveOnce {
    private ResolveOnce() {}

    public static void main(String[] arguments) {
        Charts charts = new Charts(
                ChartPolicy.UPSTREAM, false, Path.of("nowhere"), Path.of(arguments[1]), Path.of(arguments[2]));
        ResolvedChart chart = charts.resolve(new ChartReference.Repository(URI.create(arguments[0]), "tool", "1.0.0"));
        System.out.println(chart.name() + " " + chart.version() + " " + chart.digest());
    }
}
