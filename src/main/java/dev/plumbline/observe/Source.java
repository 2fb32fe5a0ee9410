package dev.plumbline.observe;

import dev.plumbline.environment.TargetKind;

/** Where the objects of an {@link Observed} came from. */
public enum Source {
    /** Manifests as they would be sent. */
    RENDERED("rendered"),
    /** A throw-away cluster. */
    LOCAL("local cluster"),
    /** EKS. */
    EKS("live EKS");

    private final String words;

    Source(String words) {
        this.words = words;
    }

    /** What a cluster of this kind gives. */
    public static Source ofCluster(TargetKind target) {
        return target.isLive() ? EKS : LOCAL;
    }

    @Override
    public String toString() {
        return words;
    }
}
