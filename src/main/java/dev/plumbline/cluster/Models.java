package dev.plumbline.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.type.TypeReference;

/**
 * Objects as the client's typed models, as plain trees, and as text. There is one set of readers and writers for the client and everybody
 * else: each set learns every kind anew, which takes a new JVM longer than the requests.
 */
public final class Models {
    /** For the client, and for what has no method here. */
    public static final KubernetesSerialization SHARED = new KubernetesSerialization();

    private Models() {}

    /** The object of its kind's own class; {@code GenericKubernetesResource} for kinds that have none. */
    public static HasMetadata typed(Map<String, Object> tree) {
        return (HasMetadata) as(tree, KubernetesResource.class);
    }

    /** Reads the emptiest object of a kind from text: that loads its whole model, and what reads an answer. */
    public static void learn(String apiVersion, String kind) {
        SHARED.unmarshal("{\"apiVersion\": \"%s\", \"kind\": \"%s\", \"metadata\": {\"name\": \"x\"}}"
                .formatted(apiVersion, kind));
    }

    public static <T> T as(Map<String, Object> tree, Class<T> type) {
        return SHARED.convertValue(tree, type);
    }

    /** A tree of its own, which may be changed; through text, so that its numbers are those of an answer of the API server. */
    public static Map<String, Object> tree(Object model) {
        return SHARED.unmarshal(SHARED.asJson(model), new TypeReference<LinkedHashMap<String, Object>>() {});
    }

    public static <T> T copy(T model) {
        return SHARED.clone(model);
    }

    public static String yaml(Object model) {
        return SHARED.asYaml(model);
    }
}
