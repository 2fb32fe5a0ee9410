package dev.plumbline.platform;

import dev.plumbline.chart.ChartReference;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A Helm release of the platform.
 *
 * @param key its key in outputs and settings: {@code metrics_server}, {@code gateway_service}, ...
 * @param kind system or application
 * @param name the Helm release's name
 * @param namespace where it is installed
 * @param chart which chart
 * @param values the whole values document
 * @param serviceAccount the account that assumes {@code roleArn}; empty = needs no AWS permission
 * @param roleArn IRSA role; empty = needs no AWS permission
 * @param allowedRegistries image prefixes that its pods may use
 */
public record Release(
        String key,
        Kind kind,
        String name,
        String namespace,
        ChartReference chart,
        Map<String, Object> values,
        Optional<String> serviceAccount,
        Optional<String> roleArn,
        List<String> allowedRegistries) {

    /** Which part of the platform it belongs to. */
    public enum Kind {
        SYSTEM,
        APPLICATION
    }

    @Override
    public String toString() {
        return name;
    }
}
