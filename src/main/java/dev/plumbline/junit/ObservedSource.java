package dev.plumbline.junit;

import dev.plumbline.observe.Observed;
import java.util.Optional;

/** One target, opened: what it needs (workers, a connection) is held until it is closed. */
public interface ObservedSource extends AutoCloseable {
    /** The snapshot that all read-only checks share. */
    Observed observed();

    /** What disturbing checks may disturb; empty if it is only read. */
    default Optional<RunningPlatform> running() {
        return Optional.empty();
    }

    @Override
    default void close() {}
}
