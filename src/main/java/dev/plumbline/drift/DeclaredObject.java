package dev.plumbline.drift;

import dev.plumbline.readiness.ObjectRef;
import java.util.Map;

/**
 * An object as it was last sent.
 *
 * @param part of the platform it belongs to: a release's name, or {@code platform} for what no release brings
 * @param releaseNamespace where that release is installed; empty if none brings it
 * @param ref which object
 * @param tree what was declared
 */
record DeclaredObject(String part, String releaseNamespace, ObjectRef ref, Map<String, Object> tree) {

    boolean isSecret() {
        return ref.kind().equals("Secret");
    }
}
