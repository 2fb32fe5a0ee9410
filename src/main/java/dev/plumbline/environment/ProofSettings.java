package dev.plumbline.environment;

/**
 * What a verification does to be sure, besides reading.
 *
 * @param assumeRole whether each role is assumed with a token of its service account, and refused to others
 */
public record ProofSettings(boolean assumeRole) {}
