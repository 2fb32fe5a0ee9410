package dev.plumbline.charts;

import dev.plumbline.chart.ChartOrigin;
import dev.plumbline.chart.ResolvedChart;
import dev.plumbline.helm.HelmWorkers;
import dev.plumbline.helm.ReleaseId;
import dev.plumbline.helm.ReleaseSpec;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;

/** Renders the charts of this folder through the product's own door to Helm. */
final class Charts implements Closeable {
    static final Path SERVICE = Path.of("charts", "llm-judge-service");
    static final Path STAND_INS = Path.of("fixtures", "charts");

    /** A loaded machine may need seconds to start a JVM. */
    private static final Duration PLENTY = Duration.ofSeconds(60);

    private final HelmWorkers helm;

    Charts(Path workFolder) {
        helm = new HelmWorkers(1, workFolder, Path.of("target", "helm-library"));
    }

    RenderedChart render(
            Path chart, String namespace, String release, String kubernetesVersion, Map<String, Object> values) {
        // only the path is read when rendering
        ResolvedChart resolved = new ResolvedChart(
                chart.getFileName().toString(), "", "", chart.toAbsolutePath(), "", ChartOrigin.PROJECT, "test");
        ReleaseSpec spec = new ReleaseSpec(new ReleaseId(namespace, release), resolved, values);
        return RenderedChart.read(helm.render(spec, kubernetesVersion, PLENTY));
    }

    /** A copy of a chart in which hooks are ordinary objects: the library does not render them otherwise. */
    static Path hooksAsObjects(Path chart, Path folder) {
        Path copy = folder.resolve(chart.getFileName());
        copy(chart, copy);
        try (Stream<Path> tests = Files.list(copy.resolve("templates").resolve("tests"))) {
            for (Path test : tests.toList()) {
                Files.writeString(test, Files.readString(test).replaceAll("(?m)^ *helm.sh/hook.*$", ""));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return copy;
    }

    static void copy(Path from, Path to) {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(Files.isDirectory(file) ? target : target.getParent());
                if (Files.isRegularFile(file)) {
                    Files.copy(file, target);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        helm.close();
    }
}
