package dev.plumbline.deploy;

import io.fabric8.kubernetes.api.model.APIGroup;
import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GroupVersionForDiscovery;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.net.HttpURLConnection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
        Map<String, GenericKubernetesResource> byUid = new LinkedHashMap<>();
        kinds().flatMap(kind -> objects(kind, namespace))
                .forEach(object -> byUid.putIfAbsent(object.getMetadata().getUid(), object));
        return List.copyOf(byUid.values());
    }

    /** Whether objects of a kind are in namespaces; not if nobody serves it. */
    public boolean isNamespaced(String apiVersion, String kind) {
        return Stream.ofNullable(client.getApiResources(apiVersion))
                .flatMap(list -> list.getResources().stream())
                .anyMatch(served -> kind.equals(served.getKind())
                        && Boolean.TRUE.equals(served.getNamespaced())
                        && !served.getName().contains("/"));
    }

    /** Each once, in the version that its group prefers; one that is not served in that one, in another. */
    private Stream<ResourceDefinitionContext> kinds() {
        Map<String, ResourceDefinitionContext> kinds = new LinkedHashMap<>();
        versions().forEach(version -> served(version).forEach(kind -> {
            ResourceDefinitionContext context = ResourceDefinitionContext.fromApiResource(version, kind);
            kinds.putIfAbsent(context.getGroup() + "/" + kind.getName(), context);
        }));
        return kinds.values().stream();
    }

    private Stream<String> versions() {
        return Stream.concat(
                Stream.of("v1"), client.getApiGroups().getGroups().stream().flatMap(NamespaceContents::versionsOf));
    }

    private static Stream<String> versionsOf(APIGroup group) {
        return Stream.concat(Stream.ofNullable(group.getPreferredVersion()), group.getVersions().stream())
                .map(GroupVersionForDiscovery::getGroupVersion)
                .distinct();
    }

    private Stream<APIResource> served(String version) {
        // a group whose last definition goes away is listed for a moment longer
        return Stream.ofNullable(client.getApiResources(version))
                .flatMap(list -> list.getResources().stream())
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
