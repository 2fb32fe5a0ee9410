package dev.plumbline.observe;

import io.fabric8.kubernetes.api.model.APIService;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfiguration;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookConfiguration;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** How each kind is read from a cluster: with one request for each namespace. */
final class ClusterListing {
    private static final int FORBIDDEN = 403;
    private static final int NOT_SERVED = 404;
    private static final String EXTERNAL_SECRETS = "external-secrets.io";
    private static final String EXTERNAL_SECRETS_VERSION = "v1beta1";

    private final KubernetesClient client;
    private final Map<Kind, Function<String, List<? extends HasMetadata>>> namespaced = new LinkedHashMap<>();
    private final Map<Kind, Function<String, List<? extends HasMetadata>>> clusterScoped = new LinkedHashMap<>();

    ClusterListing(KubernetesClient client) {
        this.client = client;
        namespaced.put(Kind.SERVICE_ACCOUNT, listOf(ServiceAccount.class));
        namespaced.put(Kind.DEPLOYMENT, listOf(Deployment.class));
        namespaced.put(Kind.STATEFUL_SET, listOf(StatefulSet.class));
        namespaced.put(Kind.POD, listOf(Pod.class));
        namespaced.put(Kind.SERVICE, listOf(Service.class));
        namespaced.put(Kind.CONFIG_MAP, listOf(ConfigMap.class));
        namespaced.put(Kind.SECRET, this::secrets);
        namespaced.put(Kind.REPLICA_SET, listOf(ReplicaSet.class));
        namespaced.put(Kind.DAEMON_SET, listOf(DaemonSet.class));
        namespaced.put(Kind.JOB, listOf(Job.class));
        namespaced.put(Kind.CRON_JOB, listOf(CronJob.class));
        namespaced.put(Kind.INGRESS, listOf(Ingress.class));
        namespaced.put(Kind.AUTOSCALER, listOf(HorizontalPodAutoscaler.class));
        namespaced.put(Kind.DISRUPTION_BUDGET, listOf(PodDisruptionBudget.class));
        namespaced.put(Kind.EXTERNAL_SECRET, this::externalSecrets);
        clusterScoped.put(Kind.CLUSTER_SECRET_STORE, nowhere -> secretStores());
        clusterScoped.put(Kind.API_SERVICE, allOf(APIService.class));
        clusterScoped.put(Kind.MUTATING_WEBHOOK, allOf(MutatingWebhookConfiguration.class));
        clusterScoped.put(Kind.VALIDATING_WEBHOOK, allOf(ValidatingWebhookConfiguration.class));
        // read by name: who may read one namespace may not be allowed to list them all
        clusterScoped.put(Kind.NAMESPACE, name -> Optional.ofNullable(
                        client.resources(Namespace.class).withName(name).get())
                .map(List::of)
                .orElse(List.of()));
    }

    /**
     * @param namespace for {@link Kind#NAMESPACE} the name of the one to read, for other cluster-scoped kinds it does not matter
     */
    Listing read(Kind kind, String namespace) {
        try {
            var reading = namespaced.getOrDefault(kind, clusterScoped.get(kind));
            return new Listing.Listed(List.copyOf(reading.apply(namespace)));
        } catch (KubernetesClientException failure) {
            // an API that is not served has no objects, which is an answer
            return failure.getCode() == NOT_SERVED
                    ? new Listing.Listed(List.of())
                    : new Listing.Unreadable(reason(failure));
        }
    }

    static String reason(KubernetesClientException failure) {
        String message = failure.getStatus() != null && failure.getStatus().getMessage() != null
                ? failure.getStatus().getMessage()
                : String.valueOf(failure.getMessage());
        return failure.getCode() == FORBIDDEN
                ? "the cluster forbids it: " + message
                : "the cluster did not answer as it should: " + message;
    }

    private <T extends HasMetadata> Function<String, List<? extends HasMetadata>> listOf(Class<T> type) {
        return namespace -> client.resources(type).inNamespace(namespace).list().getItems();
    }

    private <T extends HasMetadata> Function<String, List<? extends HasMetadata>> allOf(Class<T> type) {
        return nowhere -> client.resources(type).list().getItems();
    }

    /** Without those in which Helm keeps releases: they are large, and read as releases. */
    private List<? extends HasMetadata> secrets(String namespace) {
        return client.secrets()
                .inNamespace(namespace)
                .withoutField("type", "helm.sh/release.v1")
                .list()
                .getItems();
    }

    private List<? extends HasMetadata> externalSecrets(String namespace) {
        return client.genericKubernetesResources(custom("ExternalSecret", "externalsecrets", true))
                .inNamespace(namespace)
                .list()
                .getItems();
    }

    private List<? extends HasMetadata> secretStores() {
        return client.genericKubernetesResources(custom("ClusterSecretStore", "clustersecretstores", false))
                .list()
                .getItems();
    }

    private static ResourceDefinitionContext custom(String kind, String plural, boolean namespaced) {
        return new ResourceDefinitionContext.Builder()
                .withGroup(EXTERNAL_SECRETS)
                .withVersion(EXTERNAL_SECRETS_VERSION)
                .withKind(kind)
                .withPlural(plural)
                .withNamespaced(namespaced)
                .build();
    }
}
