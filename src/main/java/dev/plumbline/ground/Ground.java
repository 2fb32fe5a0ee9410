package dev.plumbline.ground;

import dev.plumbline.cluster.Cluster;
import dev.plumbline.cluster.ClusterIdentity;
import dev.plumbline.deploy.RenderedPlatform;
import dev.plumbline.preflight.Finding;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Looks, before anything is deployed, whether a cluster can take the platform: all findings at once, each with its fix. Reads,
 * dry-runs, and asks what it may do; never writes.
 *
 * @param cluster that answered
 * @param identity as what
 */
public record Ground(Cluster cluster, ClusterIdentity identity) {

    public List<Finding> findings(RenderedPlatform platform) {
        List<Finding> findings = new ArrayList<>();
        findings.add(Finding.right(
                "access to cluster " + cluster.name(),
                "%s, Kubernetes %s, as %s".formatted(identity.server(), identity.plainVersion(), identity.user())));
        try (Concurrently concurrently = new Concurrently()) {
            findings.addAll(asked("rights in the cluster", () -> new Rights(cluster.client(), identity.user())
                    .of(platform, concurrently)));
            findings.addAll(asked("roles in the cluster", () -> new Grants(cluster.client(), identity.user())
                    .of(platform, concurrently)));
            findings.addAll(asked("capacity", () -> room(platform).findings()));
            findings.addAll(asked("owners", () -> new ForeignOwners(cluster.client()).of(platform, concurrently)));
        }
        findings.addAll(asked("versions", () -> new Suitability(identity.plainVersion()).of(platform.releases())));
        return findings;
    }

    private Room room(RenderedPlatform platform) {
        return new Room(
                Demand.of(platform),
                cluster.client().nodes().list().getItems(),
                cluster.client().pods().inAnyNamespace().list().getItems());
    }

    /** What may not be read, or is not as anybody foresaw, is unknown, and does not keep the rest from being looked at. */
    private static List<Finding> asked(String subject, Supplier<List<Finding>> look) {
        try {
            return look.get();
        } catch (KubernetesClientException refused) {
            return List.of(Finding.unknown(
                    subject,
                    "cannot be looked at: " + refused.getMessage(),
                    "let whoever runs this read it (docs/eks.md), or look again when the cluster answers"));
        } catch (RuntimeException unforeseen) {
            return List.of(Finding.unknown(
                    subject, "cannot be judged: " + unforeseen, "look at it yourself before deploying"));
        }
    }
}
