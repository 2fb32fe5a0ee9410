package dev.plumbline.deploy;

/**
 * What was found out about a failure.
 *
 * @param step which one failed
 * @param cause the probable one, one line
 * @param bundle the folder with the evidence; empty = none could be written
 */
public record Finding(String step, String cause, String bundle) {}
