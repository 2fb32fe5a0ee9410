package dev.plumbline.ground;

import dev.plumbline.chart.ChartOrigin;
import dev.plumbline.chart.ResolvedChart;
import dev.plumbline.deploy.RenderedPlatform;
import dev.plumbline.deploy.RenderedRelease;
import dev.plumbline.harness.Harness;
import dev.plumbline.harness.Selection;
import dev.plumbline.harness.Workspace;
import dev.plumbline.platform.Platform;
import dev.plumbline.platform.PlatformFactory;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** A platform of one release with given objects, and a client that asks once. */
final class RenderedFixtures {
    private RenderedFixtures() {}

    static RenderedPlatform platform(HasMetadata... objects) {
        return platform(Path.of("none"), "v0.9.11", objects);
    }

    /** @param chart of the release external-secrets */
    static RenderedPlatform platform(Path chart, String appVersion, HasMetadata... objects) {
        Platform platform = PlatformFactory.platformOf(Harness.load(Workspace.ofProcess(), Selection.of("dev")));
        return new RenderedPlatform(
                platform,
                platform.releases().stream()
                        .filter(release -> release.name().equals("external-secrets"))
                        .map(release -> new RenderedRelease(
                                release,
                                new ResolvedChart(
                                        release.name(),
                                        "1",
                                        appVersion,
                                        chart,
                                        "sha256:0",
                                        ChartOrigin.values()[0],
                                        ""),
                                "",
                                List.of(objects)))
                        .toList());
    }

    static KubernetesClient client(URI server) {
        return new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder()
                        .withMasterUrl(server.toString())
                        .withRequestRetryBackoffLimit(0)
                        .build())
                .build();
    }
}
