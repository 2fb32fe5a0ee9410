package dev.plumbline.observe;

import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;

/** A HorizontalPodAutoscaler as seen. */
public record SeenAutoscaler(HorizontalPodAutoscaler object, Origin origin) implements Seen<HorizontalPodAutoscaler> {
    /** How many replicas it wants now; 0 while it has no status. */
    public int desiredReplicas() {
        var status = object.getStatus();
        return status == null || status.getDesiredReplicas() == null ? 0 : status.getDesiredReplicas();
    }

    @Override
    public String toString() {
        return id().toString();
    }
}
