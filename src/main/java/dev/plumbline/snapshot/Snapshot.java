package dev.plumbline.snapshot;

import dev.plumbline.helm.BuiltInKinds.Served;
import dev.plumbline.readiness.ObjectRef;
import dev.plumbline.readiness.View;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** What a cluster holds, as the first question about each kind found it. For a look that does not wait. */
public final class Snapshot {
    private final TreeApi api;
    private final Map<String, CompletableFuture<Map<ObjectRef, Map<String, Object>>>> lists = new ConcurrentHashMap<>();

    public Snapshot(KubernetesClient client) {
        this.api = new TreeApi(client);
    }

    /** For what must be read anew, or written. */
    public TreeApi api() {
        return api;
    }

    /** How a kind is served; empty = this cluster does not know it. */
    public Optional<Served> served(String apiVersion, String kind) {
        return TreeApi.join(api.served(apiVersion, kind));
    }

    /**
     * All objects of the kinds and namespaces that are referred to; none of a kind that is not served.
     *
     * @throws io.fabric8.kubernetes.client.KubernetesClientException if one of them cannot be read
     */
    public Map<ObjectRef, Map<String, Object>> around(Collection<ObjectRef> refs) {
        List<CompletableFuture<Map<ObjectRef, Map<String, Object>>>> asked =
                refs.stream().map(this::listed).distinct().toList();
        Map<ObjectRef, Map<String, Object>> objects = new HashMap<>();
        asked.forEach(list -> objects.putAll(TreeApi.join(list)));
        return objects;
    }

    /**
     * One object; a namespace is of no account where its kind has none.
     *
     * @throws io.fabric8.kubernetes.client.KubernetesClientException if its kind cannot be read
     */
    Optional<Map<String, Object>> find(ObjectRef ref) {
        boolean namespaced =
                served(ref.apiVersion(), ref.kind()).map(Served::namespaced).orElse(true);
        ObjectRef own = namespaced ? ref : new ObjectRef(ref.apiVersion(), ref.kind(), Optional.empty(), ref.name());
        return Optional.ofNullable(TreeApi.join(listed(own)).get(own));
    }

    /** The same for readiness rules; nothing that only explains is read. */
    public View view() {
        return new SnapshotView(this);
    }

    private CompletableFuture<Map<ObjectRef, Map<String, Object>>> listed(ObjectRef ref) {
        return listed(ref.apiVersion(), ref.kind(), ref.namespace().orElse(""));
    }

    /** @param namespace empty = all, or the kind has none */
    CompletableFuture<Map<ObjectRef, Map<String, Object>>> listed(String apiVersion, String kind, String namespace) {
        return lists.computeIfAbsent(apiVersion + " " + kind + " " + namespace, first -> served(apiVersion, kind)
                .map(served -> api.list(apiVersion, kind, served, namespace).thenApply(Snapshot::byRef))
                .orElse(CompletableFuture.completedFuture(Map.of())));
    }

    private static Map<ObjectRef, Map<String, Object>> byRef(List<Map<String, Object>> objects) {
        Map<ObjectRef, Map<String, Object>> found = new HashMap<>();
        objects.forEach(object -> found.put(refOf(object), object));
        return found;
    }

    private static ObjectRef refOf(Map<String, Object> object) {
        Map<?, ?> metadata = (Map<?, ?>) object.get("metadata");
        return new ObjectRef(
                object.get("apiVersion").toString(),
                object.get("kind").toString(),
                Optional.ofNullable(metadata.get("namespace")).map(Object::toString),
                metadata.get("name").toString());
    }
}
