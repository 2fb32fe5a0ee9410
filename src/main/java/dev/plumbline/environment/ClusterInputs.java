package dev.plumbline.environment;

import java.net.URI;
import java.util.Optional;

/**
 * The cluster as the environment names it.
 *
 * @param name the EKS cluster name
 * @param endpoint the API server; empty when the cluster is started by us
 * @param certificateAuthority base64 PEM; empty when the cluster is started by us
 * @param oidcProviderArn the IAM OIDC provider
 * @param kubernetesVersion {@code MAJOR.MINOR} or {@code MAJOR.MINOR.PATCH}; charts are rendered for it
 * @param vpcId what the load balancer controller needs
 * @param uid the UID of the namespace {@code kube-system}, pinned for live clusters
 */
public record ClusterInputs(
        String name,
        Optional<URI> endpoint,
        Optional<String> certificateAuthority,
        Optional<String> oidcProviderArn,
        String kubernetesVersion,
        Optional<String> vpcId,
        Optional<String> uid) {

    ClusterInputs withKubernetesVersion(String version) {
        return new ClusterInputs(name, endpoint, certificateAuthority, oidcProviderArn, version, vpcId, uid);
    }
}
