package dev.plumbline.removal;

import dev.plumbline.helm.ReleaseId;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import java.util.Optional;

/** What a removal leaves alone, besides what is not ours; and with it whatever it needs. Each answer is the reason, empty = it goes. */
public interface Sparing {
    /** Of a release that is stored. */
    Optional<String> release(ReleaseId release);

    /** Of an object of ours, as it is now. */
    Optional<String> object(HasMetadata live);

    /** Whether objects of releases that are not stored any more stay. */
    boolean rests();

    /** Of a namespace of ours, right before it goes: everything of ours in it has gone. */
    Optional<String> namespace(Namespace live);

    /** Leaves nothing alone. */
    static Sparing nothing() {
        return new Sparing() {
            @Override
            public Optional<String> release(ReleaseId release) {
                return Optional.empty();
            }

            @Override
            public Optional<String> object(HasMetadata live) {
                return Optional.empty();
            }

            @Override
            public boolean rests() {
                return false;
            }

            @Override
            public Optional<String> namespace(Namespace live) {
                return Optional.empty();
            }
        };
    }
}
