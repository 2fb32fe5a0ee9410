package dev.plumbline.cluster;

/**
 * Which cluster answered, and who it takes us for.
 *
 * @param server URL of the API server
 * @param version for example {@code v1.34.4}
 * @param uid UID of the namespace {@code kube-system}: as close to a cluster's identity as Kubernetes gets
 * @param user the authenticated user name
 */
public record ClusterIdentity(String server, String version, String uid, String user) {

    /** The version without the leading {@code v} and any suffix: {@code 1.34.4}. */
    public String plainVersion() {
        return version.replaceFirst("^v", "").replaceFirst("[-+].*$", "");
    }
}
