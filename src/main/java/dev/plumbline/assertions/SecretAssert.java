package dev.plumbline.assertions;

import dev.plumbline.observe.SeenSecret;
import java.util.Collection;

/** What can be said of a Secret without knowing a value. */
public final class SecretAssert extends SeenAssert<SecretAssert, SeenSecret> {
    SecretAssert(SeenSecret actual) {
        super(actual, SecretAssert.class);
    }

    /** Each of these keys holds something. */
    public SecretAssert hasFilled(Collection<String> keys) {
        Findings findings = findings();
        findings.isTrue(!keys.isEmpty(), "data", "at least one key", keys);
        for (String key : keys) {
            var found = actual.keys().get(key);
            findings.isTrue(
                    found != null && found.size() > 0,
                    "data." + key,
                    "a value that is not empty",
                    found == null ? "no such key; there is " + actual.keys().keySet() : "an empty value");
        }
        return conclude("does not hold what pods need", findings);
    }

    /** The operator owns it: it goes when its ExternalSecret goes. */
    public SecretAssert isOwnedBy(String kind, String name) {
        boolean owned = actual.object().getMetadata().getOwnerReferences().stream()
                .anyMatch(owner -> kind.equals(owner.getKind()) && name.equals(owner.getName()));
        return conclude(
                "is owned by somebody else",
                findings()
                        .isTrue(
                                owned,
                                "metadata.ownerReferences",
                                kind + " " + name,
                                actual.object().getMetadata().getOwnerReferences().stream()
                                        .map(owner -> owner.getKind() + " " + owner.getName())
                                        .toList()));
    }
}
