package dev.plumbline.harness;

import dev.plumbline.chart.ChartReference;
import dev.plumbline.chart.ChartResolver;
import dev.plumbline.chart.Charts;
import dev.plumbline.environment.ChartPolicy;
import dev.plumbline.environment.Environment;
import java.nio.file.Path;

/** Where the charts of one run come from. */
final class Charting {
    private Charting() {}

    /**
     * @param cluster whether a cluster will get them; without one nothing can be harmed, and an unreachable repository is no reason
     *     not to look at manifests
     */
    static ChartResolver resolver(Workspace workspace, Environment environment, boolean cluster) {
        boolean live = cluster && environment.target().isLive();
        ChartPolicy policy =
                !cluster && environment.charts() == ChartPolicy.UPSTREAM ? ChartPolicy.AUTO : environment.charts();
        ChartResolver charts = new Charts(
                policy,
                live,
                workspace.root().resolve("fixtures/charts"),
                workspace.cache().resolve("charts"),
                workspace.environments().resolve("charts.lock.yaml"));
        return reference -> charts.resolve(within(workspace.root(), reference));
    }

    private static ChartReference within(Path root, ChartReference reference) {
        return reference instanceof ChartReference.Local local
                ? new ChartReference.Local(root.resolve(local.directory()))
                : reference;
    }
}
