package dev.plumbline.environment;

import java.util.Map;

/**
 * @param minReplicas at least 1
 * @param maxReplicas at least {@code minReplicas}
 * @param targetCpuPercent average utilisation of the CPU request, in percent
 * @param behavior as in {@code autoscaling/v2}; empty = the cluster's defaults
 */
public record Autoscaling(int minReplicas, int maxReplicas, int targetCpuPercent, Map<String, Object> behavior) {
    public Autoscaling {
        behavior = Ordered.copy(behavior);
    }
}
