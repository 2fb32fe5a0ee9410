package dev.plumbline.environment;

/** HTTP paths of the probes; start-up uses {@code liveness}. */
public record ProbePaths(String liveness, String readiness) {}
