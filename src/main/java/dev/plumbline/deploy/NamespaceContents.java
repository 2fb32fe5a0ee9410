package dev.plumbline.deploy;

import io.fabric8.kubernetes.api.model.APIGroup;
import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** Everything that is in a namespace, whatever its kind: what goes with the namespace, and what keeps it from going. */
public final class NamespaceContents {
    /** Reports of what happened, and what the cluster keeps for itself; their namespace would never be empty. */
    private static final Set<String> NOTES = Set.of("Event", "Endpoints", "EndpointSlice", "Lease");

    private final KubernetesClient client;

    public NamespaceContents(KubernetesClient client) {
        this.client = client;
    }

    /**
     * Each object that can be deleted.
     *
     * @throws KubernetesClientException also if one kind cannot be listed: what is not known is not nothing
     */
    public List<GenericKubernetesResource> of(String namespace) {
        return versions()
                .flatMap(
                        version -> kinds(version).map(kind -> ResourceDefinitionContext.fromApiResource(version, kind)))
                .flatMap(kind -> objects(kind, namespace))
                .toList();
    }

    private Stream<String> versions() {
        return Stream.concat(
                Stream.of("v1"),
                client.getApiGroups().getGroups().stream()
                        .map(APIGroup::getPreferredVersion)
                        .map(version -> version.getGroupVersion()));
    }

    private Stream<APIResource> kinds(String version) {
        // a group whose last definition goes away is listed for a moment longer
        return Stream.ofNullable(client.getApiResources(version))
                .flatMap(served -> served.getResources().stream())
                .filter(kind -> Boolean.TRUE.equals(kind.getNamespaced())
                        && !kind.getName().contains("/")
                        && kind.getVerbs().containsAll(List.of("list", "delete"))
                        && !NOTES.contains(kind.getKind()));
    }

    private Stream<GenericKubernetesResource> objects(ResourceDefinitionContext kind, String namespace) {
        try {
            return client.genericKubernetesResources(kind).inNamespace(namespace).list().getItems().stream()
                    .filter(Objects::nonNull);
        } catch (KubernetesClientException refused) {
            if (refused.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
                return Stream.empty();
            }
            throw refused;
        }
    }
}
