package dev.plumbline.readiness;

import dev.plumbline.readiness.ReadinessRules.GroupKind;
import io.fabric8.kubernetes.api.model.APIService;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Endpoints;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LimitRange;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfiguration;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookConfiguration;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressClass;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.api.model.scheduling.v1.PriorityClass;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import java.util.HashMap;
import java.util.Map;

/** The table of kinds. What is not in it, has no rule. */
final class StandardKinds {
    private final Map<GroupKind, KindRule<?>> table = new HashMap<>();

    private StandardKinds() {}

    static Map<GroupKind, KindRule<?>> with(ReadinessOptions options) {
        StandardKinds kinds = new StandardKinds();
        kinds.rollouts(options);
        kinds.apiExtensions();
        kinds.secrets();
        kinds.others(options);
        kinds.existing();
        return kinds.table;
    }

    static GroupKind kindOf(Class<? extends HasMetadata> type) {
        return new GroupKind(HasMetadata.getGroup(type), HasMetadata.getKind(type));
    }

    /** What may change its mind after it was ready. */
    private void rollouts(ReadinessOptions options) {
        moving(Deployment.class, new DeploymentRule());
        moving(ReplicaSet.class, new ReplicaSetRule());
        moving(StatefulSet.class, new StatefulSetRule());
        moving(DaemonSet.class, new DaemonSetRule());
        moving(Job.class, new JobRule());
        moving(Pod.class, new PodRule());
        moving(HorizontalPodAutoscaler.class, new AutoscalerRule(options.autoscalerMetrics()));
    }

    private void apiExtensions() {
        moving(APIService.class, new ApiServiceRule());
        settling(CustomResourceDefinition.class, new CustomResourceDefinitionRule());
        moving(ValidatingWebhookConfiguration.class, (object, view) -> WebhookConfigurationRule.validating(object)
                .assess());
        moving(MutatingWebhookConfiguration.class, (object, view) -> WebhookConfigurationRule.mutating(object)
                .assess());
    }

    private void secrets() {
        custom("external-secrets.io", "ExternalSecret", new ExternalSecretRule(), false);
        custom("external-secrets.io", "SecretStore", new SecretStoreRule(), false);
        custom("external-secrets.io", "ClusterSecretStore", new SecretStoreRule(), false);
    }

    private void others(ReadinessOptions options) {
        settling(Namespace.class, new NamespaceRule());
        settling(Service.class, new ServiceRule());
        settling(PersistentVolumeClaim.class, new VolumeClaimRule());
        settling(PodDisruptionBudget.class, new DisruptionBudgetRule());
        settling(Ingress.class, new IngressRule(options.ingressAddress()));
    }

    /** The kinds for which existence is readiness: no controller has to do anything before they count. */
    private void existing() {
        exists(ConfigMap.class);
        exists(Secret.class);
        exists(ServiceAccount.class);
        exists(Role.class);
        exists(RoleBinding.class);
        exists(ClusterRole.class);
        exists(ClusterRoleBinding.class);
        exists(IngressClass.class);
        exists(NetworkPolicy.class);
        exists(Lease.class);
        exists(Endpoints.class);
        exists(EndpointSlice.class);
        exists(LimitRange.class);
        exists(ResourceQuota.class);
        exists(PriorityClass.class);
        exists(StorageClass.class);
        exists(CronJob.class);
        custom("elbv2.k8s.aws", "IngressClassParams", Rules.exists(), true);
        custom("elbv2.k8s.aws", "TargetGroupBinding", Rules.exists(), true);
        custom("monitoring.coreos.com", "ServiceMonitor", Rules.exists(), true);
        custom("monitoring.coreos.com", "PodMonitor", Rules.exists(), true);
        custom("monitoring.coreos.com", "PrometheusRule", Rules.exists(), true);
    }

    private <T extends HasMetadata> void moving(Class<T> type, ReadinessRule<? super T> rule) {
        table.put(kindOf(type), new KindRule<>(type, rule, false));
    }

    private <T extends HasMetadata> void settling(Class<T> type, ReadinessRule<? super T> rule) {
        table.put(kindOf(type), new KindRule<>(type, rule, true));
    }

    private <T extends HasMetadata> void exists(Class<T> type) {
        settling(type, Rules.exists());
    }

    private void custom(
            String group, String kind, ReadinessRule<? super GenericKubernetesResource> rule, boolean settles) {
        table.put(new GroupKind(group, kind), new KindRule<>(GenericKubernetesResource.class, rule, settles));
    }
}
