package dev.plumbline.assertions;

import dev.plumbline.observe.Fingerprint;
import dev.plumbline.observe.ObjectId;
import dev.plumbline.observe.Seen;
import dev.plumbline.observe.SeenSecret;
import java.util.Collection;
import java.util.Map;

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

    /** Each of these keys holds the value of that fingerprint. No value is told, nor what could be guessed from a short one. */
    public SecretAssert holds(Map<String, Fingerprint> values) {
        Findings findings = findings();
        findings.isTrue(!values.isEmpty(), "data", "at least one key", values.keySet());
        values.forEach((key, expected) -> {
            Fingerprint found = actual.keys().get(key);
            findings.isTrue(
                    expected.equals(found),
                    "data." + key,
                    "the value that is kept for it",
                    found == null ? "no such key; there is " + actual.keys().keySet() : "another value");
        });
        return conclude("does not hold what is kept for it", findings);
    }

    /** Whoever writes it can write it again: a rotated value gets in. */
    public SecretAssert canBeRewritten() {
        return conclude(
                "never changes again",
                findings()
                        .isTrue(
                                !Boolean.TRUE.equals(actual.object().getImmutable()),
                                "immutable",
                                "not immutable",
                                actual.object().getImmutable()));
    }

    /** An object of that kind and name owns it: it goes when its owner goes. */
    public SecretAssert isOwnedBy(String kind, String name) {
        var owners = actual.object().getMetadata().getOwnerReferences();
        return conclude(
                "is owned by somebody else",
                findings()
                        .isTrue(
                                owners.stream()
                                        .anyMatch(
                                                owner -> kind.equals(owner.getKind()) && name.equals(owner.getName())),
                                "metadata.ownerReferences",
                                kind + " " + name,
                                owners.stream()
                                        .map(owner -> owner.getKind() + " " + owner.getName())
                                        .toList()));
    }

    /** That object owns it, and no earlier one of its name: it goes when its owner goes. */
    public SecretAssert isOwnedBy(Seen<?> expected) {
        ObjectId id = expected.id();
        String uid = expected.object().getMetadata().getUid();
        boolean owned = actual.object().getMetadata().getOwnerReferences().stream()
                .anyMatch(owner -> id.kind().name().equals(owner.getKind())
                        && id.name().equals(owner.getName())
                        && uid != null
                        && uid.equals(owner.getUid()));
        return conclude(
                "is owned by somebody else",
                findings()
                        .isTrue(
                                owned,
                                "metadata.ownerReferences",
                                id.kind() + " " + id.name() + " (" + uid + ")",
                                actual.object().getMetadata().getOwnerReferences().stream()
                                        .map(owner ->
                                                owner.getKind() + " " + owner.getName() + " (" + owner.getUid() + ")")
                                        .toList()));
    }
}
