package dev.plumbline.environment;

import java.util.Optional;

/**
 * @param rds the database
 * @param redis an external cache; empty = the in-cluster {@code redis-cache}
 */
public record InfrastructureEndpoints(Endpoint rds, Optional<Endpoint> redis) {}
