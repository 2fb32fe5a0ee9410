package dev.plumbline.report;

/** What a requirement that does not hold means. */
public enum Level {
    /** The platform is wrong. */
    MUST,
    /** A remark; the platform is not wrong. */
    SHOULD
}
