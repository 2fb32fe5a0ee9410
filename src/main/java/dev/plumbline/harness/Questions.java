package dev.plumbline.harness;

/**
 * What a verification asks besides the cluster's objects.
 *
 * @param tokens the cluster for tokens of service accounts: a POST that stores nothing
 * @param journal this machine for the journal of the last deploy
 * @param aws the environment's AWS account for its roles
 */
public record Questions(boolean tokens, boolean journal, boolean aws) {
    /** Everything that there is. */
    public static Questions all() {
        return new Questions(true, true, true);
    }

    /** The cluster is asked by GET and LIST only. */
    public static Questions readingOnly() {
        return new Questions(false, false, true);
    }

    /** For checks that disturb what runs: that is in the cluster, and the account needs no second look. */
    public static Questions ofTheCluster() {
        return all().withAws(false);
    }

    /** The same, but AWS only if that is wanted. */
    public Questions withAws(boolean wanted) {
        return new Questions(tokens, journal, wanted);
    }
}
