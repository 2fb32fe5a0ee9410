package dev.plumbline.observe;

import dev.plumbline.environment.TargetKind;

/** Where the objects of an {@link Observed} came from. */
public enum Source {
    /** Manifests as they would be sent. */
    RENDERED("rendered", EvidenceTier.STATIC),
    /** A throw-away cluster. */
    LOCAL("local cluster", EvidenceTier.REHEARSED),
    /** EKS. */
    EKS("live EKS", EvidenceTier.LIVE);

    private final String words;
    private final EvidenceTier tier;

    Source(String words, EvidenceTier tier) {
        this.words = words;
        this.tier = tier;
    }

    /** What a cluster of this kind gives. */
    public static Source ofCluster(TargetKind target) {
        return target.isLive() ? EKS : LOCAL;
    }

    public EvidenceTier tier() {
        return tier;
    }

    @Override
    public String toString() {
        return words;
    }
}
