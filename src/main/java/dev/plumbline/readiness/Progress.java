package dev.plumbline.readiness;

import java.util.Optional;

/**
 * How far a wait is.
 *
 * @param ready objects that are ready
 * @param total objects waited for
 * @param waitingFor the first that is not; empty = all are ready
 * @param observed what is seen of it, short
 */
public record Progress(int ready, int total, Optional<ObjectRef> waitingFor, String observed) {

    /** One line: {@code Deployment/llm-judge/gateway-service: 1 of 2 replicas available}. */
    @Override
    public String toString() {
        return waitingFor.map(ref -> ref + ": " + observed).orElse("ready");
    }
}
