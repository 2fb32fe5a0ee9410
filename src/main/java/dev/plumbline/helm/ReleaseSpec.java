package dev.plumbline.helm;

import dev.plumbline.chart.ResolvedChart;
import java.util.Map;

/**
 * A release as it should be.
 *
 * @param id namespace and name
 * @param chart a local, verified chart
 * @param values the whole values document; it may hold lists, maps, strings, numbers and booleans
 */
public record ReleaseSpec(ReleaseId id, ResolvedChart chart, Map<String, Object> values) {}
