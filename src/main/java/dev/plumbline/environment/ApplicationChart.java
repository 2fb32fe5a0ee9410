package dev.plumbline.environment;

import java.nio.file.Path;
import java.util.Map;

/**
 * The chart that all services share.
 *
 * @param directory relative to the project's root, {@code charts/llm-judge-service}
 * @param values chart values for every service; a service's own values win
 */
public record ApplicationChart(Path directory, Map<String, Object> values) {
    public ApplicationChart {
        values = Ordered.copy(values);
    }
}
