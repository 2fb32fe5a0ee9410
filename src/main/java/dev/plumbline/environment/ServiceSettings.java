package dev.plumbline.environment;

import java.util.Map;
import java.util.Optional;

/**
 * One application service.
 *
 * @param key {@code gateway}, {@code redis}, ...: the key in every per-service map
 * @param name its Kubernetes name, {@code <key>-service} unless {@code service_names} says otherwise
 * @param port its TCP port
 * @param roleKey its key in {@code iam_role_arns}, {@code <key>_service}
 * @param autoscaling bounds of its autoscaler
 * @param resources requests and limits of its container
 * @param probes HTTP paths
 * @param securityContext overrides for the container's security context, as Kubernetes spells it; empty = the chart's
 * @param values further chart values of this environment; they win over the platform's
 */
public record ServiceSettings(
        String key,
        String name,
        int port,
        String roleKey,
        Autoscaling autoscaling,
        Resources resources,
        Optional<ProbePaths> probes,
        Map<String, Object> securityContext,
        Map<String, Object> values) {
    public ServiceSettings {
        securityContext = Ordered.copy(securityContext);
        values = Ordered.copy(values);
    }
}
