package dev.plumbline.drift;

import dev.plumbline.readiness.ObjectRef;
import java.util.Map;

/**
 * An object as it was last sent.
 *
 * @param part of the platform it belongs to: a release's name, or {@code platform} for what no release brings
 * @param ref which object
 * @param tree what was declared, with the marks by which Helm knows its own where a release brings it
 */
record DeclaredObject(String part, ObjectRef ref, Map<String, Object> tree) {

    boolean isSecret() {
        return ref.kind().equals("Secret");
    }
}
