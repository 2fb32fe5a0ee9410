package dev.plumbline.chart;

/** Where a resolved chart came from. */
public enum ChartOrigin {
    /** Its repository. */
    UPSTREAM,
    /** {@code fixtures/charts}: a chart of ours of the same name and behaviour. */
    STAND_IN,
    /** A chart of this project. */
    PROJECT
}
