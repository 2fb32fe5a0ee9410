package dev.plumbline.helm;

import dev.plumbline.chart.ChartContent;
import dev.plumbline.chart.ResolvedChart;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A release as it should be.
 *
 * @param id namespace and name
 * @param chart a local, verified chart
 * @param values the whole values document; it may hold lists, maps, strings, numbers and booleans
 */
public record ReleaseSpec(ReleaseId id, ResolvedChart chart, Map<String, Object> values) {

    /** The definitions of the chart's {@code crds/} as a YAML stream: Helm installs them beside the rendered templates. */
    public String definitions() {
        return ChartContent.crds(chart.path()).stream()
                .map(crd -> "---\n" + crd.strip() + "\n")
                .collect(Collectors.joining());
    }
}
