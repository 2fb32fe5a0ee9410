package dev.plumbline.junit;

import dev.plumbline.observe.Observed;
import dev.plumbline.observe.Source;
import dev.plumbline.report.EvidenceTier;

/** What a check goes by. */
public enum Basis {
    /** What its source shows. */
    SOURCE,
    /** A document, which is no more than that on any source: inputs, a policy. */
    DOCUMENT,
    /** A token's signature, verified by the keys that the cluster publishes. */
    SIGNATURE,
    /** What IAM's simulator says of a role, or its documents where that may not be asked. */
    PERMISSIONS;

    EvidenceTier tierOf(Observed observed) {
        EvidenceTier shown = of(observed.source());
        return switch (this) {
            case SOURCE -> shown;
            case DOCUMENT -> EvidenceTier.STATIC;
            case SIGNATURE -> EvidenceTier.JWKS_VERIFIED;
            case PERMISSIONS -> permissions(observed, shown);
        };
    }

    /** As the page of checks says it; empty where it is what the source shows. */
    String words() {
        return switch (this) {
            case SOURCE -> "";
            case DOCUMENT -> "static";
            case SIGNATURE -> "JWKS-verified";
            case PERMISSIONS -> "simulated, or static";
        };
    }

    private static EvidenceTier permissions(Observed observed, EvidenceTier shown) {
        if (!observed.evidence().aws().isSimulated()) {
            return EvidenceTier.STATIC;
        }
        return shown == EvidenceTier.LIVE ? EvidenceTier.SIMULATED : shown;
    }

    private static EvidenceTier of(Source source) {
        return switch (source) {
            case RENDERED -> EvidenceTier.STATIC;
            case LOCAL -> EvidenceTier.EMULATOR;
            case EKS -> EvidenceTier.LIVE;
        };
    }
}
