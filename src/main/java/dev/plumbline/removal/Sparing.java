package dev.plumbline.removal;

import dev.plumbline.helm.ReleaseId;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import java.util.Optional;

/** What a removal leaves alone, besides what is not ours; and with it whatever it needs. Each answer is the reason, empty = it goes. */
public interface Sparing {
    /** Of a release that is stored. */
    default Optional<String> release(ReleaseId release) {
        return Optional.empty();
    }

    /** Of an object of ours, as it is now. */
    default Optional<String> object(HasMetadata live) {
        return Optional.empty();
    }

    /** Whether objects of releases that are not stored any more stay. */
    default boolean rests() {
        return false;
    }

    /** Of a namespace of ours, right before it goes: everything of ours in it has gone. */
    default Optional<String> namespace(Namespace live) {
        return Optional.empty();
    }

    /** Leaves nothing alone. */
    static Sparing nothing() {
        return new Sparing() {};
    }
}
