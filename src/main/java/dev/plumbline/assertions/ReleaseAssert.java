package dev.plumbline.assertions;

import dev.plumbline.helm.ReleaseStatus;
import dev.plumbline.observe.ChartVersion;
import dev.plumbline.observe.SeenRelease;

/** What can be said of a Helm release. */
public final class ReleaseAssert extends PlatformAssert<ReleaseAssert, SeenRelease> {
    ReleaseAssert(SeenRelease actual) {
        super(actual, ReleaseAssert.class, actual.toString(), actual.origin());
    }

    /** It was made from that chart in that version. */
    public ReleaseAssert isMadeFrom(ChartVersion chart) {
        return conclude(
                "is not made from the declared chart",
                findings()
                        .equal("chart.metadata.name", chart.name(), actual.chartName(), "chart")
                        .equal("chart.metadata.version", chart.version(), actual.chartVersion(), "version"));
    }

    /** Helm's last operation on it succeeded. */
    public ReleaseAssert isDeployed() {
        return conclude(
                "is not deployed",
                findings()
                        .equal(
                                "info.status",
                                ReleaseStatus.DEPLOYED,
                                actual.status().orElse(null)));
    }
}
