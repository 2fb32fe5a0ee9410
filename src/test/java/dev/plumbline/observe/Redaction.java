package dev.plumbline.observe;

import dev.plumbline.cluster.RunStamp;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What is left of an object when it is recorded: nothing secret, nothing of the machine, nothing that no check could ever read. */
public final class Redaction {
    private static final String INSTANCE = "app.kubernetes.io/instance";
    /** Of the machine, or long and without meaning here. */
    private static final Set<String> LEFT_OUT =
            Set.of("nodeName", "hostIP", "hostIPs", "podIP", "podIPs", "caBundle", "imageID", "containerID");

    private Redaction() {}

    /** Whether it belongs to the platform: in the system's namespace there is much that does not. */
    static boolean isPartOf(Observed live, HasMetadata object) {
        ObjectId id = ObjectId.of(object);
        if (!id.namespace().equals("kube-system")) {
            return !id.kind().equals(Kind.API_SERVICE) || id.name().equals("v1beta1.metrics.k8s.io");
        }
        Set<String> releases =
                live.declared().releases().stream().map(DeclaredRelease::name).collect(Collectors.toSet());
        return Optional.ofNullable(object.getMetadata().getLabels())
                .map(labels -> releases.contains(labels.getOrDefault(INSTANCE, "")))
                .orElse(false);
    }

    /** As a tree from which the object can be read again; that of a Secret holds fingerprints in the place of values. */
    @SuppressWarnings("unchecked")
    public static Map<String, Object> of(HasMetadata object) {
        Map<String, Object> tree = Serialization.unmarshal(Serialization.asJson(object), Map.class);
        Map<String, Object> metadata = (Map<String, Object>) tree.get("metadata");
        if (object instanceof Secret) {
            keepFingerprints(tree, metadata);
        } else {
            metadata.remove("managedFields");
        }
        if (metadata.get("labels") instanceof Map<?, ?> labels) {
            // which run wrote it is nothing of the platform, and another one each time
            labels.keySet().removeAll(List.of(RunStamp.RUN, RunStamp.PROJECT, RunStamp.ENVIRONMENT, RunStamp.EXPIRES));
        }
        if (metadata.get("annotations") instanceof Map<?, ?> annotations) {
            annotations.remove("kubectl.kubernetes.io/last-applied-configuration");
        }
        if ("kube-root-ca.crt".equals(metadata.get("name"))) {
            tree.put("data", Map.of("ca.crt", "left out"));
        }
        leaveOut(tree);
        return tree;
    }

    /** As observing a Secret finds it again: values in base64, and a writer of its data. Here the values are fingerprints. */
    @SuppressWarnings("unchecked")
    private static void keepFingerprints(Map<String, Object> tree, Map<String, Object> metadata) {
        ((Map<String, Object>) tree.computeIfAbsent("data", none -> new LinkedHashMap<>()))
                .replaceAll((key, fingerprint) -> Base64.getEncoder()
                        .encodeToString(fingerprint.toString().getBytes(StandardCharsets.UTF_8)));
        ((List<Map<String, Object>>) metadata.getOrDefault("managedFields", List.of()))
                .forEach(entry -> entry.put("fieldsV1", Map.of("f:data", Map.of())));
    }

    private static void leaveOut(Object node) {
        if (node instanceof Map<?, ?> map) {
            map.keySet().removeIf(LEFT_OUT::contains);
            new ArrayList<>(map.values()).forEach(Redaction::leaveOut);
        } else if (node instanceof List<?> list) {
            list.forEach(Redaction::leaveOut);
        }
    }
}
