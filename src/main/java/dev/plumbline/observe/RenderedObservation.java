package dev.plumbline.observe;

import dev.plumbline.chart.ChartOrigin;
import dev.plumbline.chart.ResolvedChart;
import dev.plumbline.deploy.RenderedPlatform;
import dev.plumbline.deploy.RenderedRelease;
import dev.plumbline.environment.Environment;
import dev.plumbline.helm.ReleaseId;
import dev.plumbline.platform.Release;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Observes manifests: complete, but nothing has a status. */
public final class RenderedObservation {
    private RenderedObservation() {}

    public static Observed of(RenderedPlatform rendered) {
        Environment environment = rendered.platform().environment();
        Origin origin = new Origin(environment, Source.RENDERED);
        List<SeenRelease> releases = rendered.releases().stream()
                .map(release -> seen(release, origin))
                .toList();
        return new Observed(
                origin,
                new Declared(environment, applicationChart(rendered)),
                ObjectIndex.complete(rendered.objects()),
                SeenReleases.of(releases, Map.of()),
                Evidence.none("manifests do not run"));
    }

    private static SeenRelease seen(RenderedRelease rendered, Origin origin) {
        return new SeenRelease(
                new ReleaseId(rendered.release().namespace(), rendered.release().name()),
                rendered.chart().name(),
                rendered.chart().version(),
                Optional.of(rendered.chart())
                        .filter(chart -> chart.origin() == ChartOrigin.STAND_IN)
                        .map(ResolvedChart::reason),
                Optional.empty(),
                origin);
    }

    private static ChartVersion applicationChart(RenderedPlatform rendered) {
        return rendered.releases().stream()
                .filter(release -> release.release().kind() == Release.Kind.APPLICATION)
                .map(release ->
                        new ChartVersion(release.chart().name(), release.chart().version()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "environment " + rendered.platform().environment().name() + " has no application release"));
    }
}
