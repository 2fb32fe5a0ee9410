package dev.plumbline.deploy;

/** What becomes of what a deploy could not bring up. Not chosen: what was there before is restored, a first install is kept. */
public enum OnFailure {
    /** As it is, to be looked at. */
    KEEP,
    /** What was there before this run comes back; a first install, which has no before, is kept. */
    ROLLBACK
}
