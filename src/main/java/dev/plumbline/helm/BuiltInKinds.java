package dev.plumbline.helm;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The discovery documents of an API server without extensions: which kinds there are, by which path. */
public final class BuiltInKinds {
    /** Group and version, then {@code Kind} (namespaced) or {@code *Kind} (cluster-scoped). */
    private static final Map<String, String> KINDS = table("""
            v1 *Namespace *Node *PersistentVolume ConfigMap Endpoints Event LimitRange PersistentVolumeClaim Pod \
            ReplicationController ResourceQuota Secret Service ServiceAccount
            admissionregistration.k8s.io/v1 *MutatingWebhookConfiguration *ValidatingWebhookConfiguration
            apiextensions.k8s.io/v1 *CustomResourceDefinition
            apiregistration.k8s.io/v1 *APIService
            apps/v1 ControllerRevision DaemonSet Deployment ReplicaSet StatefulSet
            autoscaling/v2 HorizontalPodAutoscaler
            batch/v1 CronJob Job
            coordination.k8s.io/v1 Lease
            discovery.k8s.io/v1 EndpointSlice
            networking.k8s.io/v1 *IngressClass Ingress NetworkPolicy
            policy/v1 PodDisruptionBudget
            rbac.authorization.k8s.io/v1 *ClusterRole *ClusterRoleBinding Role RoleBinding
            scheduling.k8s.io/v1 *PriorityClass
            storage.k8s.io/v1 *CSIDriver *StorageClass
            """);

    private BuiltInKinds() {}

    /**
     * How a kind is served.
     *
     * @param plural as in its path
     * @param namespaced whether its objects are in namespaces
     */
    public record Served(String plural, boolean namespaced) {}

    /** A kind that every cluster has; empty = it comes with an extension, and only the cluster knows. */
    public static Optional<Served> served(String apiVersion, String kind) {
        return Stream.of(KINDS.getOrDefault(apiVersion, "").split(" "))
                .filter(each -> each.replace("*", "").equals(kind))
                .map(each -> new Served(plural(kind), !each.startsWith("*")))
                .findFirst();
    }

    /** @return the document at a path such as {@code /apis/apps/v1}, or null if there is none */
    static String discovery(String path) {
        return switch (path) {
            case "/version" ->
                "{\"major\":\"1\",\"minor\":\"30\",\"gitVersion\":\"v1.30.0\",\"platform\":\"linux/amd64\"}";
            case "/api" -> "{\"kind\":\"APIVersions\",\"versions\":[\"v1\"]}";
            case "/apis" -> groups();
            default -> resources(path.replaceFirst("^/apis?/", ""));
        };
    }

    private static String resources(String groupVersion) {
        String kinds = KINDS.get(groupVersion);
        if (kinds == null) {
            return null;
        }
        return "{\"kind\":\"APIResourceList\",\"apiVersion\":\"v1\",\"groupVersion\":\"" + groupVersion
                + "\",\"resources\":["
                + Stream.of(kinds.split(" ")).map(BuiltInKinds::resource).collect(Collectors.joining(","))
                + "]}";
    }

    private static String resource(String kind) {
        String name = kind.replace("*", "");
        return "{\"name\":\"%s\",\"singularName\":\"%s\",\"namespaced\":%b,\"kind\":\"%s\",\"verbs\":[\"create\",\"delete\",\"get\",\"list\",\"patch\",\"update\",\"watch\"]}"
                .formatted(plural(name), name.toLowerCase(java.util.Locale.ROOT), !kind.startsWith("*"), name);
    }

    private static String plural(String kind) {
        String lower = kind.toLowerCase(java.util.Locale.ROOT);
        if (lower.equals("endpoints")) {
            return lower;
        }
        if (lower.endsWith("y")) {
            return lower.substring(0, lower.length() - 1) + "ies";
        }
        return lower + (lower.endsWith("s") ? "es" : "s");
    }

    private static String groups() {
        return KINDS.keySet().stream()
                .filter(groupVersion -> groupVersion.contains("/"))
                .map(groupVersion -> "{\"name\":\"%1$s\",\"versions\":[%2$s],\"preferredVersion\":%2$s}"
                        .formatted(
                                groupVersion.substring(0, groupVersion.indexOf('/')),
                                "{\"groupVersion\":\"%s\",\"version\":\"%s\"}"
                                        .formatted(
                                                groupVersion, groupVersion.substring(groupVersion.indexOf('/') + 1))))
                .collect(
                        Collectors.joining(",", "{\"kind\":\"APIGroupList\",\"apiVersion\":\"v1\",\"groups\":[", "]}"));
    }

    private static Map<String, String> table(String lines) {
        Map<String, String> kinds = new LinkedHashMap<>();
        lines.lines()
                .forEach(
                        line -> kinds.put(line.substring(0, line.indexOf(' ')), line.substring(line.indexOf(' ') + 1)));
        return kinds;
    }
}
