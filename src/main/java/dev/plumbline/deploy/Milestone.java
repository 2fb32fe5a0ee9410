package dev.plumbline.deploy;

/** How far another step must have come. */
public enum Milestone {
    /** Its objects exist. */
    SENT,
    /** Its objects do what they are for. */
    READY
}
