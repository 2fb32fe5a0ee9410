package dev.plumbline.observe;

/** How strong the evidence of a source is. */
public enum EvidenceTier {
    /** What would be sent: nothing ran. */
    STATIC,
    /** It ran, on a throw-away cluster with an AWS emulator and, where upstream cannot be had, stand-ins. */
    REHEARSED,
    /** It runs on EKS. */
    LIVE
}
