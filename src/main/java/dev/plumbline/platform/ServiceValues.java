package dev.plumbline.platform;

import dev.plumbline.environment.Environment;
import dev.plumbline.environment.Resources;
import dev.plumbline.environment.Resources.Amounts;
import dev.plumbline.environment.ServiceSettings;
import java.util.List;
import java.util.Map;

/** The values document of one service's release of the shared chart. */
final class ServiceValues {
    private final Environment environment;
    private final Map<String, String> infraConfig;

    ServiceValues(Environment environment, Map<String, String> infraConfig) {
        this.environment = environment;
        this.infraConfig = infraConfig;
    }

    /** The settings' own values win. */
    Map<String, Object> of(Service service, ServiceSettings settings) {
        return Values.merge(
                base(service),
                settings.securityContext().isEmpty() ? Map.of() : Map.of("securityContext", settings.securityContext()),
                settings.autoscaling().behavior().isEmpty()
                        ? Map.of()
                        : Values.of(
                                "autoscaling/behavior", settings.autoscaling().behavior()),
                credentials(service),
                cache(service),
                environment.applicationChart().values(),
                settings.values());
    }

    private Map<String, Object> base(Service service) {
        return Values.of(
                "component", service.key(),
                "partOf", environment.projectName(),
                "tags", environment.tags(),
                "image/repository", environment.images().repositoryOf(service.name()),
                "image/tag", environment.images().tag(),
                "config/name", InfraConfig.NAME,
                "config/checksum", InfraConfig.checksum(infraConfig),
                "config/requiredKeys", List.copyOf(infraConfig.keySet()),
                "service/port", service.port(),
                "serviceAccount/annotations", annotations(service),
                "autoscaling/minReplicas", service.autoscaling().minReplicas(),
                "autoscaling/maxReplicas", service.autoscaling().maxReplicas(),
                "autoscaling/targetCPUUtilizationPercentage",
                        service.autoscaling().targetCpuPercent(),
                "resources", resources(service.resources()),
                "probes/startup/path", service.probes().liveness(),
                "probes/liveness/path", service.probes().liveness(),
                "probes/readiness/path", service.probes().readiness());
    }

    private Map<String, Object> annotations(Service service) {
        String roleKey = environment.services().get(service.key()).roleKey();
        return environment.identities().usesPodIdentity(roleKey)
                ? Map.of()
                : Map.of("eks.amazonaws.com/role-arn", service.roleArn());
    }

    private Map<String, Object> credentials(Service service) {
        if (!service.readsCredentials()) {
            return Map.of();
        }
        var secrets = environment.secrets();
        Map<String, Object> variables = Map.of(
                "secretEnv",
                List.of(
                        Map.of("name", "RDS_USERNAME", "secretName", secrets.secretName(), "secretKey", "username"),
                        Map.of("name", "RDS_PASSWORD", "secretName", secrets.secretName(), "secretKey", "password")));
        // two consumers share one Secret: the first one's release owns it
        if (!service.key().equals(secrets.consumers().get(0))) {
            return variables;
        }
        return Values.merge(
                variables,
                Values.of(
                        "externalSecret/enabled", true,
                        "externalSecret/name", secrets.secretName(),
                        "externalSecret/secretStoreRef/name", secrets.storeName(),
                        "externalSecret/secretStoreRef/kind", "ClusterSecretStore",
                        "externalSecret/refreshInterval", secrets.refreshInterval(),
                        "externalSecret/data",
                                List.of(
                                        property("username", secrets.rdsSecretId(), secrets.usernameProperty()),
                                        property("password", secrets.rdsSecretId(), secrets.passwordProperty()))));
    }

    private Map<String, Object> cache(Service service) {
        var cache = environment.redisCache();
        if (environment.endpoints().redis().isPresent() || !service.key().equals(cache.service())) {
            return Map.of();
        }
        return Values.of(
                "cache/enabled", true,
                "cache/name", cache.name(),
                "cache/port", cache.port(),
                "cache/image/repository", cache.imageRepository(),
                "cache/image/tag", cache.imageTag(),
                "cache/resources", resources(cache.resources()));
    }

    private static Map<String, Object> property(String secretKey, String secretId, String property) {
        return Map.of("secretKey", secretKey, "remoteRef", Map.of("key", secretId, "property", property));
    }

    private static Map<String, Object> resources(Resources resources) {
        Map<String, Object> values = Values.of("requests", amounts(resources.requests()));
        resources.limits().ifPresent(limits -> values.put("limits", amounts(limits)));
        return values;
    }

    private static Map<String, Object> amounts(Amounts amounts) {
        return Values.of("cpu", amounts.cpu(), "memory", amounts.memory());
    }
}
