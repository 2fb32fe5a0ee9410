package dev.plumbline.harness;

import dev.plumbline.cluster.ClusterException;
import dev.plumbline.cluster.ClusterIdentity;
import dev.plumbline.environment.Environment;
import dev.plumbline.environment.TargetKind;
import java.net.URI;

/** Never the wrong cluster: what answered must be what the environment names. */
final class Guard {
    private Guard() {}

    /** @throws ClusterException naming what differs */
    static void check(Environment environment, ClusterIdentity identity) {
        if (environment.target() == TargetKind.LOCAL) {
            return;
        }
        refuseSynthetic(environment, identity.server());
        environment
                .cluster()
                .endpoint()
                .filter(endpoint -> !sameServer(endpoint, identity.server()))
                .ifPresent(endpoint -> refuse(environment, "cluster_endpoint", endpoint.toString(), identity.server()));
        environment
                .cluster()
                .uid()
                .filter(uid -> !uid.equals(identity.uid()))
                .ifPresent(uid -> refuse(environment, "cluster_uid", uid, identity.uid()));
    }

    /** @throws ClusterException if the values are made up */
    static void refuseSynthetic(Environment environment, String server) {
        if (environment.provenance().synthetic()) {
            throw new ClusterException("""
                    environment %s holds synthetic values, which serve rendering only; cluster %s was not touched
                      do      pass the real outputs: --terraform-outputs FOLDER, or --var-file FILE.tfvars.json""".formatted(environment.name(), server));
        }
    }

    private static boolean sameServer(URI endpoint, String server) {
        URI other = URI.create(server);
        return endpoint.getHost().equalsIgnoreCase(other.getHost()) && port(endpoint) == port(other);
    }

    private static int port(URI uri) {
        return uri.getPort() < 0 ? 443 : uri.getPort();
    }

    private static void refuse(Environment environment, String key, String expected, String found) {
        throw new ClusterException("""
                this is not the cluster of environment %s; nothing was touched
                  %s  expected %s (%s)
                  %s  found    %s""".formatted(
                        environment.name(),
                        key,
                        expected,
                        environment.provenance().of(key).map(Object::toString).orElse("inherited"),
                        " ".repeat(key.length()),
                        found));
    }
}
