package dev.plumbline.preflight;

import dev.plumbline.environment.ClusterInputs;
import dev.plumbline.environment.Environment;
import dev.plumbline.iam.OidcProvider;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.Cluster;
import software.amazon.awssdk.services.eks.model.ResourceNotFoundException;

/** Whether EKS knows the cluster as the environment does. */
record ClusterProbe(Environment environment, EksClient eks) {
    private static final String FIX =
            "the outputs of module eks are of another or an older cluster: ./plumbline inputs refresh";

    Probe probe() {
        return new Probe(subject(), this::ask);
    }

    private String subject() {
        return "cluster " + environment.cluster().name();
    }

    private List<Finding> ask() {
        try {
            return compare(eks.describeCluster(
                            request -> request.name(environment.cluster().name()))
                    .cluster());
        } catch (ResourceNotFoundException none) {
            return List.of(Finding.wrong(
                    subject(),
                    "there is none of that name in " + environment.aws().region(),
                    "cluster_name or aws_region is wrong, or module eks was not applied"));
        }
    }

    private List<Finding> compare(Cluster live) {
        ClusterInputs named = environment.cluster();
        List<Finding> findings = new ArrayList<>();
        if (!"ACTIVE".equals(live.statusAsString())) {
            findings.add(Finding.wrong(subject(), "is " + live.statusAsString(), "wait until it is ACTIVE"));
        }
        differs("cluster_endpoint", named.endpoint().map(URI::toString), live.endpoint(), findings);
        differs("cluster_ca_certificate", named.certificateAuthority(), certificate(live), findings);
        if (live.version() != null && !(named.kubernetesVersion() + ".").startsWith(live.version() + ".")) {
            findings.add(Finding.wrong(
                    subject(),
                    "runs Kubernetes %s, kubernetes_version is %s".formatted(live.version(), named.kubernetesVersion()),
                    "set kubernetes_version to \"%s\", and see whether the charts' versions are made for it"
                            .formatted(live.version())));
        }
        issuer(live).ifPresent(findings::add);
        return findings.isEmpty()
                ? List.of(Finding.right(subject(), "ACTIVE, Kubernetes " + live.version()))
                : findings;
    }

    /** PEM in Base64 begins so; the emulator's is noise, and compared with nothing. */
    private static String certificate(Cluster live) {
        String data = live.certificateAuthority() == null
                ? null
                : live.certificateAuthority().data();
        return data == null || !data.startsWith("LS0t") ? null : data;
    }

    private void differs(String key, Optional<String> named, String live, List<Finding> findings) {
        named.filter(value -> live != null && !value.equalsIgnoreCase(live))
                .ifPresent(value -> findings.add(Finding.wrong(
                        subject(),
                        "has another %s than the environment%s".formatted(key, value.length() > 120 ? "" : ": " + live),
                        FIX)));
    }

    private Optional<Finding> issuer(Cluster live) {
        if (live.identity() == null || live.identity().oidc() == null) {
            return Optional.of(Finding.wrong(subject(), "has no OIDC issuer", "enable IRSA in module eks"));
        }
        URI issuer = URI.create(live.identity().oidc().issuer());
        boolean served = environment
                .cluster()
                .oidcProviderArn()
                .flatMap(arn -> OidcProvider.parse(arn, Set.of()))
                .filter(provider -> provider.serves(issuer))
                .isPresent();
        return served
                ? Optional.empty()
                : Optional.of(Finding.wrong(
                        subject(),
                        "its tokens name %s, cluster_oidc_provider_arn is %s"
                                .formatted(
                                        issuer,
                                        environment.cluster().oidcProviderArn().orElse("not given")),
                        "register the cluster's own issuer (module eks), and name that provider"));
    }
}
