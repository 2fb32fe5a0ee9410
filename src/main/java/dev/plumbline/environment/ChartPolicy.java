package dev.plumbline.environment;

/** The setting {@code charts}: which charts the system releases use. */
public enum ChartPolicy {
    /** Only the charts of their repositories. */
    UPSTREAM,
    /** Only the stand-in charts of {@code fixtures/charts}. */
    STAND_IN,
    /** Upstream where it can be had, else the stand-in; never on a live environment. */
    AUTO
}
