package dev.plumbline.helm;

/** Helm's release states. */
public enum ReleaseStatus {
    UNKNOWN,
    DEPLOYED,
    UNINSTALLED,
    SUPERSEDED,
    FAILED,
    UNINSTALLING,
    PENDING_INSTALL,
    PENDING_UPGRADE,
    PENDING_ROLLBACK;

    /** @param text as Helm writes it, for example {@code pending-install} */
    public static ReleaseStatus parse(String text) {
        for (ReleaseStatus status : values()) {
            if (status.toString().equals(text)) {
                return status;
            }
        }
        return UNKNOWN;
    }

    /** An operation is under way, or died under way. */
    public boolean isPending() {
        return this == PENDING_INSTALL || this == PENDING_UPGRADE || this == PENDING_ROLLBACK || this == UNINSTALLING;
    }

    /** It was deployed, now or once, and can be gone back to. */
    public boolean wasGood() {
        return this == DEPLOYED || this == SUPERSEDED;
    }

    @Override
    public String toString() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
