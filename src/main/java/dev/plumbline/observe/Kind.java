package dev.plumbline.observe;

import io.fabric8.kubernetes.api.model.HasMetadata;

/**
 * A kind of object, whatever version it is served in.
 *
 * @param group API group; empty for the core group
 * @param name for example {@code Deployment}
 */
public record Kind(String group, String name) {
    public static final Kind NAMESPACE = new Kind("", "Namespace");
    public static final Kind CONFIG_MAP = new Kind("", "ConfigMap");
    public static final Kind SECRET = new Kind("", "Secret");
    public static final Kind SERVICE_ACCOUNT = new Kind("", "ServiceAccount");
    public static final Kind SERVICE = new Kind("", "Service");
    public static final Kind POD = new Kind("", "Pod");
    public static final Kind DEPLOYMENT = new Kind("apps", "Deployment");
    public static final Kind STATEFUL_SET = new Kind("apps", "StatefulSet");
    public static final Kind DAEMON_SET = new Kind("apps", "DaemonSet");
    public static final Kind JOB = new Kind("batch", "Job");
    public static final Kind CRON_JOB = new Kind("batch", "CronJob");
    public static final Kind INGRESS = new Kind("networking.k8s.io", "Ingress");
    public static final Kind REPLICA_SET = new Kind("apps", "ReplicaSet");
    public static final Kind AUTOSCALER = new Kind("autoscaling", "HorizontalPodAutoscaler");
    public static final Kind DISRUPTION_BUDGET = new Kind("policy", "PodDisruptionBudget");
    public static final Kind EXTERNAL_SECRET = new Kind("external-secrets.io", "ExternalSecret");
    public static final Kind CLUSTER_SECRET_STORE = new Kind("external-secrets.io", "ClusterSecretStore");
    public static final Kind API_SERVICE = new Kind("apiregistration.k8s.io", "APIService");
    public static final Kind MUTATING_WEBHOOK =
            new Kind("admissionregistration.k8s.io", "MutatingWebhookConfiguration");
    public static final Kind VALIDATING_WEBHOOK =
            new Kind("admissionregistration.k8s.io", "ValidatingWebhookConfiguration");
    public static final Kind CUSTOM_RESOURCE_DEFINITION = new Kind("apiextensions.k8s.io", "CustomResourceDefinition");

    static Kind of(HasMetadata object) {
        String apiVersion = object.getApiVersion();
        int slash = apiVersion.indexOf('/');
        return new Kind(slash < 0 ? "" : apiVersion.substring(0, slash), object.getKind());
    }

    @Override
    public String toString() {
        return name;
    }
}
