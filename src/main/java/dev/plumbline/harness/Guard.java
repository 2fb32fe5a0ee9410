package dev.plumbline.harness;

import dev.plumbline.cluster.ClusterException;
import dev.plumbline.cluster.ClusterIdentity;
import dev.plumbline.environment.Environment;
import dev.plumbline.environment.TargetKind;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

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

    /** @throws ClusterException if it is prod, and its name was not typed out a second time */
    static void requireTypedOut(String environment, String typed, String option) {
        if (environment.equals("prod") && !environment.equals(typed)) {
            throw new ClusterException(
                    "deploying to %s needs %s%s; nothing was touched".formatted(environment, option, environment));
        }
    }

    /**
     * Before the first write to a live cluster.
     *
     * @param now what answers
     * @param remembered what answered at the first write from this machine
     * @param file where that is kept
     * @throws ClusterException naming everything that differs, with both values
     */
    static void beforeWrites(Environment environment, KnownCluster now, Optional<KnownCluster> remembered, Path file) {
        if (!now.account().equals(environment.aws().accountId())) {
            refuse(environment, "aws_account_id", environment.aws().accountId(), now.account());
        }
        KnownCluster.digest(environment.cluster().certificateAuthority().map(Guard::pem))
                .filter(authority -> !authority.equals(now.authority()))
                .ifPresent(authority -> refuse(
                        environment,
                        "cluster_ca_certificate",
                        authority,
                        now.authority().isEmpty() ? "none: the connection trusts any server" : now.authority()));
        remembered
                .map(known -> known.differencesTo(now))
                .filter(differences -> !differences.isEmpty())
                .ifPresent(differences -> {
                    throw new ClusterException("""
                            this is not the cluster that environment %s was written to before; nothing was touched
                            %s
                              do      if it was replaced on purpose, forget the old one: rm %s""".formatted(environment.name(), lines(differences), file));
                });
    }

    private static String pem(String base64) {
        return new String(Base64.getMimeDecoder().decode(base64), StandardCharsets.UTF_8);
    }

    private static String lines(Map<String, Map.Entry<String, String>> differences) {
        return differences.entrySet().stream()
                .map(difference -> "  %s  remembered %s\n  %s  found      %s"
                        .formatted(
                                difference.getKey(),
                                difference.getValue().getKey(),
                                " ".repeat(difference.getKey().length()),
                                difference.getValue().getValue()))
                .collect(Collectors.joining("\n"));
    }

    /** @throws ClusterException if a live platform were to have an end: a sweep removes what has expired */
    static void refuseExpiry(Environment environment, Optional<Instant> expires) {
        if (environment.target().isLive() && expires.isPresent()) {
            throw new ClusterException(
                    "environment %s is live: nothing of it may expire, since a sweep removes what has; nothing was touched"
                            .formatted(environment.name()));
        }
    }

    /** @throws ClusterException if it is a live platform: that is destroyed by those who mean it, and never swept */
    static void refuseSweep(Environment environment) {
        if (environment.target().isLive()) {
            throw new ClusterException("""
                    environment %s is live, and what is live is never swept; nothing was touched
                      do      if it is really to go: ./plumbline destroy -e %s""".formatted(environment.name(), environment.name()));
        }
    }

    /** @throws ClusterException if the values are made up */
    static void refuseSynthetic(Environment environment, String server) {
        if (environment.provenance().synthetic()) {
            throw new ClusterException("""
                    environment %s holds synthetic values, which serve rendering only; cluster %s was not touched
                      do      fetch the real ones: ./plumbline inputs refresh -e %s --terragrunt FOLDER
                              or pass the real outputs: --terraform-outputs FOLDER, or --var-file FILE.tfvars.json""".formatted(environment.name(), server, environment.name()));
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
