package dev.plumbline.environment;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One system release.
 *
 * @param key {@code metrics_server}, {@code aws_load_balancer_controller}, {@code external_secrets}, {@code cluster_autoscaler}
 * @param name the Helm release's name, which is the chart's
 * @param namespace where it is installed
 * @param repository chart repository: an HTTP(S) URL, {@code oci://}, or a local folder
 * @param chart chart name within the repository
 * @param version exact chart version
 * @param roleKey its key in {@code iam_role_arns}; empty = needs no AWS permission
 * @param serviceAccount the account that carries the role; empty = the chart's own
 * @param values chart values
 * @param allowedRegistries image prefixes that its pods may use
 */
public record ReleaseSettings(
        String key,
        String name,
        String namespace,
        String repository,
        String chart,
        String version,
        Optional<String> roleKey,
        Optional<String> serviceAccount,
        Map<String, Object> values,
        List<String> allowedRegistries) {
    public ReleaseSettings {
        values = Ordered.copy(values);
        allowedRegistries = List.copyOf(allowedRegistries);
    }
}
