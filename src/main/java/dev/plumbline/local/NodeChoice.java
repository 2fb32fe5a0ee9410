package dev.plumbline.local;

import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * Decides what the node is: the environment variable {@code PLUMBLINE_NODE} ({@code built}, {@code k3s} or {@code auto}); with
 * {@code auto}, what Docker already has, and only if it has neither, whether a registry answers.
 */
record NodeChoice(String configured, Predicate<String> dockerHas, BooleanSupplier registryReachable) {
    static final String VARIABLE = "PLUMBLINE_NODE";

    NodeKind decide(String builtImage, String k3sImage) {
        return switch (configured.isBlank() ? "auto" : configured) {
            case "built" -> NodeKind.BUILT;
            case "k3s" -> NodeKind.K3S;
            case "auto" -> automatic(builtImage, k3sImage);
            default ->
                throw new LocalClusterException("environment variable %s: found \"%s\", allowed are built, k3s and auto"
                        .formatted(VARIABLE, configured));
        };
    }

    private NodeKind automatic(String builtImage, String k3sImage) {
        if (dockerHas.test(builtImage)) {
            return NodeKind.BUILT;
        }
        return dockerHas.test(k3sImage) || registryReachable.getAsBoolean() ? NodeKind.K3S : NodeKind.BUILT;
    }
}
