package dev.plumbline.status;

import java.util.List;

/**
 * How a release is.
 *
 * @param name its name
 * @param namespace where it belongs
 * @param status Helm's word for it; {@code absent} if there is none
 * @param revision its newest one; 0 if there is none
 * @param chart {@code name-version} as stored; empty if there is none
 * @param troubles each object that is not ready, and what is seen of it
 */
public record ReleaseHealth(
        String name, String namespace, String status, int revision, String chart, List<String> troubles) {
    public ReleaseHealth {
        troubles = List.copyOf(troubles);
    }

    public boolean healthy() {
        return status.equals("deployed") && troubles.isEmpty();
    }
}
