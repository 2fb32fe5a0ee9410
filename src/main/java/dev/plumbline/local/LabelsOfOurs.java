package dev.plumbline.local;

import java.util.HashMap;
import java.util.Map;

/**
 * The labels of a container that is to outlive this JVM: it takes every label but Testcontainers' session, by which Testcontainers
 * would remove the container when the JVM ends.
 */
final class LabelsOfOurs extends HashMap<String, String> {
    private static final long serialVersionUID = 1L;
    private static final String SESSION = "org.testcontainers.sessionId";

    LabelsOfOurs(Map<String, String> labels) {
        putAll(labels);
    }

    @Override
    public String put(String key, String value) {
        return SESSION.equals(key) ? null : super.put(key, value);
    }

    @Override
    public void putAll(Map<? extends String, ? extends String> labels) {
        labels.forEach(this::put);
    }
}
