package dev.plumbline.junit;

import java.util.Optional;
import java.util.function.Function;

/** Opens targets. The suite asks once for each target of a run. */
@FunctionalInterface
public interface ObservedSources {
    /**
     * @param settings configuration parameters and system properties, by name
     * @throws RuntimeException saying why it cannot be observed; every check on it is then unknown
     */
    ObservedSource open(Target target, Function<String, Optional<String>> settings);
}
