package dev.plumbline.lifecycle;

import io.fabric8.kubernetes.api.model.APIGroup;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Every object of a cluster, of every kind that can be listed and deleted, but for what the cluster itself makes and removes. */
record Inventory(Set<String> objects) {
    private static final List<String> REPORTS = List.of("Event", "Endpoints", "EndpointSlice");
    /** One for each version of each group that definitions define. */
    private static final String OF_DEFINITIONS = "kube-aggregator.kubernetes.io/automanaged";

    static Inventory of(KubernetesClient client) {
        Set<String> objects = new TreeSet<>();
        Stream.concat(
                        Stream.of("v1"),
                        client.getApiGroups().getGroups().stream()
                                .map(APIGroup::getPreferredVersion)
                                .map(version -> version.getGroupVersion()))
                .forEach(version -> Stream.ofNullable(client.getApiResources(version))
                        .flatMap(served -> served.getResources().stream())
                        .filter(kind -> !kind.getName().contains("/")
                                && kind.getVerbs().containsAll(List.of("list", "delete"))
                                && !REPORTS.contains(kind.getKind()))
                        .map(kind -> ResourceDefinitionContext.fromApiResource(version, kind))
                        .forEach(kind ->
                                client.genericKubernetesResources(kind).inAnyNamespace().list().getItems().stream()
                                        .filter(object -> !isTheClustersOwn(object))
                                        .map(object -> name(kind, object))
                                        .forEach(objects::add)));
        return new Inventory(objects);
    }

    /** What is here and was not there. */
    Set<String> besides(Inventory other) {
        Set<String> more = new TreeSet<>(objects);
        more.removeAll(other.objects);
        return more;
    }

    private static boolean isTheClustersOwn(GenericKubernetesResource object) {
        return Optional.ofNullable(object.getMetadata().getLabels())
                        .map(labels -> labels.containsKey(OF_DEFINITIONS))
                        .orElse(false)
                || "kube-node-lease".equals(object.getMetadata().getNamespace());
    }

    private static String name(ResourceDefinitionContext kind, GenericKubernetesResource object) {
        String namespace = object.getMetadata().getNamespace();
        return kind.getKind() + "/" + (namespace == null ? "" : namespace + "/")
                + object.getMetadata().getName();
    }
}
