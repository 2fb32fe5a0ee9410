package dev.plumbline.readiness;

import io.fabric8.kubernetes.api.model.APIGroup;
import io.fabric8.kubernetes.api.model.APIResourceList;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How to reach objects of a kind. Custom kinds are looked up in the server's discovery; only hits are remembered, since a CRD may be
 * served a moment later.
 */
public final class KindAccess {
    private final KubernetesClient client;
    private final Map<String, ResourceDefinitionContext> custom = new ConcurrentHashMap<>();

    public KindAccess(KubernetesClient client) {
        this.client = client;
    }

    /** One object; empty = the server does not serve its kind, so there is none. */
    public Optional<Resource<? extends HasMetadata>> resource(HasMetadata object) {
        return object instanceof GenericKubernetesResource custom
                ? of(ObjectRef.of(object), GenericKubernetesResource.class).map(kind -> kind.resource(custom))
                : Optional.of(client.resource(object));
    }

    /** The kind's objects, in its namespace where it has them; empty = the server does not serve the kind. */
    <T extends HasMetadata> Optional<NonNamespaceOperation<T, ?, Resource<T>>> of(ObjectRef ref, Class<T> type) {
        if (type != GenericKubernetesResource.class) {
            MixedOperation<T, KubernetesResourceList<T>, Resource<T>> all = client.resources(type);
            return Optional.of(
                    ref.namespace().isPresent()
                            ? all.inNamespace(ref.namespace().get())
                            : all);
        }
        return context(ref.apiVersion(), ref.kind()).map(context -> {
            var all = client.genericKubernetesResources(context);
            return generic(
                    context.isNamespaceScoped() && ref.namespace().isPresent()
                            ? all.inNamespace(ref.namespace().get())
                            : all);
        });
    }

    @SuppressWarnings("unchecked") // the caller asked for this class
    private static <T extends HasMetadata> NonNamespaceOperation<T, ?, Resource<T>> generic(
            NonNamespaceOperation<GenericKubernetesResource, ?, Resource<GenericKubernetesResource>> operation) {
        return (NonNamespaceOperation<T, ?, Resource<T>>) (NonNamespaceOperation<?, ?, ?>) operation;
    }

    /** {@code GROUP/VERSION} that the server prefers; empty = it does not know the group. */
    Optional<String> preferredVersion(String group) {
        APIGroup found = client.getApiGroup(group);
        return Optional.ofNullable(found).map(APIGroup::getPreferredVersion).map(version -> version.getGroupVersion());
    }

    private Optional<ResourceDefinitionContext> context(String apiVersion, String kind) {
        String key = apiVersion + "/" + kind;
        ResourceDefinitionContext known = custom.get(key);
        if (known != null) {
            return Optional.of(known);
        }
        APIResourceList served = client.getApiResources(apiVersion);
        if (served == null || served.getResources() == null) {
            return Optional.empty();
        }
        Optional<ResourceDefinitionContext> found = served.getResources().stream()
                .filter(resource ->
                        kind.equals(resource.getKind()) && !resource.getName().contains("/"))
                .map(resource -> ResourceDefinitionContext.fromApiResource(apiVersion, resource))
                .findFirst();
        found.ifPresent(context -> custom.put(key, context));
        return found;
    }
}
