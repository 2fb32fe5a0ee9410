package dev.plumbline.harness;

import dev.plumbline.cluster.Cluster;
import dev.plumbline.cluster.ClusterIdentity;
import dev.plumbline.environment.Environment;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * By what a live cluster is known again.
 *
 * @param name of the cluster
 * @param server URL of the API server
 * @param authority {@code sha256:<hex>} of the certificate authority; empty if the connection trusts none of its own
 * @param uid of the namespace {@code kube-system}
 * @param account AWS account of whoever writes
 */
public record KnownCluster(String name, String server, String authority, String uid, String account) {

    static KnownCluster of(Environment environment, Cluster cluster, ClusterIdentity identity, String account) {
        return new KnownCluster(
                environment.cluster().name(),
                identity.server(),
                cluster.certificateAuthority().map(KnownCluster::digest).orElse(""),
                identity.uid(),
                account);
    }

    /** What the other one has otherwise: what it is, to the two values. */
    Map<String, Map.Entry<String, String>> differencesTo(KnownCluster other) {
        Map<String, Map.Entry<String, String>> differences = new LinkedHashMap<>();
        add(differences, "cluster_name", name, other.name);
        add(differences, "cluster_endpoint", server, other.server);
        add(differences, "cluster_ca_certificate", authority, other.authority);
        add(differences, "cluster_uid", uid, other.uid);
        add(differences, "aws_account_id", account, other.account);
        return differences;
    }

    private static void add(
            Map<String, Map.Entry<String, String>> differences, String what, String here, String there) {
        if (!here.equals(there)) {
            differences.put(what, Map.entry(here, there));
        }
    }

    /** @param pem of a certificate; how its lines are broken does not count */
    static String digest(String pem) {
        try {
            return "sha256:"
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256")
                                    .digest(pem.replaceAll("\\s", "").getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static Optional<String> digest(Optional<String> pem) {
        return pem.map(KnownCluster::digest);
    }
}
