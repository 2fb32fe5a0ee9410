package dev.plumbline.ground;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.chart.ChartOrigin;
import dev.plumbline.chart.ResolvedChart;
import dev.plumbline.deploy.RenderedRelease;
import dev.plumbline.harness.Harness;
import dev.plumbline.harness.Selection;
import dev.plumbline.harness.Workspace;
import dev.plumbline.platform.PlatformFactory;
import dev.plumbline.preflight.Finding;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class SuitabilityTest {

    @Test
    void theVersionsToShipAreRemarkedOnANewerCluster() {
        assertThat(new Suitability("1.34.4").of(releases("0.9.11", "1.28.2")))
                .extracting(Finding::subject, finding -> finding.verdict().name())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("release external-secrets", "REMARK"),
                        org.assertj.core.groups.Tuple.tuple("release cluster-autoscaler", "REMARK"));
    }

    @Test
    void eachRemarkNamesTheOverride() {
        assertThat(new Suitability("1.31.0").of(releases("0.9.11", "1.31.0")))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.found())
                            .contains("0.9.11 is tested up to Kubernetes 1.30, the cluster is 1.31.0");
                    assertThat(finding.fix()).contains("releases.external_secrets.version");
                });
    }

    @Test
    void whatIsMadeForTheClusterIsNotRemarked() {
        assertThat(new Suitability("1.30.9").of(releases("0.9.11", "1.30.1"))).isEmpty();
        assertThat(new Suitability("1.34.4").of(releases("0.10.7", "1.34.0"))).isEmpty();
    }

    private static List<RenderedRelease> releases(String externalSecrets, String autoscaler) {
        return PlatformFactory.platformOf(Harness.load(Workspace.ofProcess(), Selection.of("dev"))).releases().stream()
                .map(release -> new RenderedRelease(
                        release,
                        new ResolvedChart(
                                release.name(),
                                "1",
                                release.name().equals("cluster-autoscaler") ? autoscaler : "v" + externalSecrets,
                                Path.of("none"),
                                "sha256:0",
                                ChartOrigin.values()[0],
                                ""),
                        "",
                        List.of()))
                .toList();
    }
}
