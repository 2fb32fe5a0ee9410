package dev.plumbline.deploy;

import dev.plumbline.chart.ChartResolver;
import dev.plumbline.chart.ResolvedChart;
import dev.plumbline.helm.Helm;
import dev.plumbline.helm.ReleaseId;
import dev.plumbline.helm.ReleaseSpec;
import dev.plumbline.platform.Platform;
import dev.plumbline.platform.Release;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Renders a platform without any cluster. */
public final class Renderer {
    /** A template takes milliseconds; the first one also starts a worker, which on a busy machine takes seconds. */
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    private static final int AT_ONCE = 4;

    private final ChartResolver charts;
    private final ManifestSource manifests;

    public Renderer(ChartResolver charts, Helm helm) {
        this(charts, by(helm));
    }

    public Renderer(ChartResolver charts, ManifestSource manifests) {
        this.charts = charts;
        this.manifests = manifests;
    }

    /** Renders each release anew. */
    public static ManifestSource by(Helm helm) {
        return (spec, kubernetesVersion) -> helm.render(spec, kubernetesVersion, DEADLINE);
    }

    /**
     * @throws dev.plumbline.chart.ChartException if a chart cannot be had
     * @throws dev.plumbline.helm.HelmException if a chart refuses its values
     */
    public RenderedPlatform render(Platform platform) {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<Future<RenderedRelease>> releases = platform.releases().stream()
                    .map(release -> threads.submit(() -> render(release, platform)))
                    .toList();
            return new RenderedPlatform(
                    platform, releases.stream().map(Futures::result).toList());
        } finally {
            threads.shutdownNow();
        }
    }

    private RenderedRelease render(Release release, Platform platform) {
        ResolvedChart chart = charts.resolve(release.chart());
        ReleaseSpec spec = new ReleaseSpec(new ReleaseId(release.namespace(), release.name()), chart, release.values());
        String manifest =
                manifests.manifest(spec, platform.environment().cluster().kubernetesVersion());
        return new RenderedRelease(release, chart, manifest, Manifest.objects(manifest, release.namespace()));
    }
}
