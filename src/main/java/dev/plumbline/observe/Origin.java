package dev.plumbline.observe;

import dev.plumbline.environment.Environment;

/**
 * Where an object was seen, for messages.
 *
 * @param environment what it should be like
 * @param source where it was seen
 */
public record Origin(Environment environment, Source source) {
    /**
     * Where an input was written.
     *
     * @param keyPath for example {@code autoscaling.gateway.max_replicas}
     * @return for example {@code environments/dev.yaml:42 (autoscaling.gateway.max_replicas)}; without the place if it is not known
     */
    public String placeOf(String keyPath) {
        return environment
                .provenance()
                .of(keyPath)
                .map(place -> place + " (" + keyPath + ")")
                .orElse(keyPath);
    }

    @Override
    public String toString() {
        return "environment " + environment.name() + ", " + source;
    }
}
