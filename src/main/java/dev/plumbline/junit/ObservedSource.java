package dev.plumbline.junit;

import dev.plumbline.observe.Observed;

/** One target, opened: what it needs (workers, a connection) is held until it is closed. */
public interface ObservedSource extends AutoCloseable {
    /** The snapshot that all read-only checks share. */
    Observed observed();

    @Override
    default void close() {}
}
