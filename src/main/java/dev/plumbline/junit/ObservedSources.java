package dev.plumbline.junit;

import java.util.Optional;
import java.util.function.Function;

/** Opens targets. The suite asks once for each target of a run, and closes this when the run ends. */
@FunctionalInterface
public interface ObservedSources extends AutoCloseable {
    /**
     * @param settings configuration parameters and system properties, by name
     * @throws RuntimeException saying why it cannot be observed; every check on it is then unknown
     */
    ObservedSource open(Target target, Function<String, Optional<String>> settings);

    @Override
    default void close() {}
}
