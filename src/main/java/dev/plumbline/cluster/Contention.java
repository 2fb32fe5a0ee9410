package dev.plumbline.cluster;

/** What somebody does who finds an environment's lease taken. */
public enum Contention {
    /** Until its holder is done, or dead. */
    WAIT,
    /** Ends with an error that names the holder. */
    REFUSE
}
