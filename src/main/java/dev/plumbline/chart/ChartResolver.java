package dev.plumbline.chart;

/** Makes a local, verified chart of a reference. */
@FunctionalInterface
public interface ChartResolver {
    /**
     * @throws ChartException if it cannot be had, or its content is not what the lock file recorded
     */
    ResolvedChart resolve(ChartReference reference);
}
