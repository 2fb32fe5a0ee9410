package dev.plumbline.observe;

import java.util.Map;
import java.util.Optional;

/**
 * The environment of a process as the process itself tells it: hashes, never values.
 *
 * @param pod whose
 * @param hashes SHA-256 in hex by variable; without those that it holds to be secret
 * @param origin where it was seen
 */
public record SeenConfiguration(String pod, Map<String, String> hashes, Origin origin) {
    public SeenConfiguration {
        hashes = Map.copyOf(hashes);
    }

    /** SHA-256 in hex of a variable; empty if the process has none of that name. */
    public Optional<String> hashOf(String variable) {
        return Optional.ofNullable(hashes.get(variable));
    }

    @Override
    public String toString() {
        return "process in pod " + pod;
    }
}
