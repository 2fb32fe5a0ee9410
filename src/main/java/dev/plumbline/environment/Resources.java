package dev.plumbline.environment;

import java.util.Optional;

/**
 * @param requests what the scheduler reserves
 * @param limits what the container may use; empty = none
 */
public record Resources(Amounts requests, Optional<Amounts> limits) {

    /** Kubernetes quantities as written: {@code cpu} for example {@code 200m}, {@code memory} for example {@code 256Mi}. */
    public record Amounts(String cpu, String memory) {}
}
