package dev.plumbline.observe;

import java.util.Map;

/**
 * Which endpoints of its configuration a pod reaches.
 *
 * @param pod from where
 * @param found by variable: {@code answers}, or what went wrong
 * @param origin where it was seen
 */
public record SeenReach(String pod, Map<String, String> found, Origin origin) {
    /** What is said of an endpoint that answers. */
    public static final String ANSWERS = "answers";

    public SeenReach {
        found = Map.copyOf(found);
    }

    @Override
    public String toString() {
        return "network of pod " + pod;
    }
}
