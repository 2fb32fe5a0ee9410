package dev.plumbline.readiness;

/**
 * How much some kinds must show before they count as ready. A deploy uses {@link #forDeploy()}: it must not hang on what comes
 * minutes later by itself. A verification asks for all of it.
 *
 * @param autoscalerMetrics an autoscaler needs numbers ({@code ScalingActive=True}, current metrics); otherwise it must only be able to
 *     scale: the first numbers come 15-60 s after the pods are ready, and the replicas it wants are the workload's rule anyway
 * @param ingressAddress an Ingress needs an address; otherwise it must only exist: the load balancer behind it takes minutes, and
 *     where no controller serves its class none ever comes
 */
public record ReadinessOptions(boolean autoscalerMetrics, boolean ingressAddress) {

    /** What a deploy waits for. */
    public static ReadinessOptions forDeploy() {
        return new ReadinessOptions(false, false);
    }

    /** Everything that can be shown. */
    public static ReadinessOptions forVerification() {
        return new ReadinessOptions(true, true);
    }
}
