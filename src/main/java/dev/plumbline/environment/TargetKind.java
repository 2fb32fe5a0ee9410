package dev.plumbline.environment;

/** What kind of cluster an environment is for. */
public enum TargetKind {
    /** A throw-away cluster on this machine, with an AWS emulator. */
    LOCAL,
    /** A local cluster that authenticates like EKS. */
    REHEARSAL,
    /** A live EKS cluster. */
    EKS;

    /** Whether real AWS resources are behind it: stand-ins, emulators and synthetic values are refused there. */
    public boolean isLive() {
        return this == EKS;
    }
}
