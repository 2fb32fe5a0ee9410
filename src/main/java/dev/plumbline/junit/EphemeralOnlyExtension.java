package dev.plumbline.junit;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Refuses {@link EphemeralOnly} tests before anything of them runs, their preparation included. */
public final class EphemeralOnlyExtension implements BeforeAllCallback, BeforeEachCallback {
    /** {@code true}: live targets are clusters that the run starts itself. */
    private static final String EPHEMERAL = "plumbline.ephemeral";
    /** A cluster that somebody else started. */
    private static final String KUBECONFIG = "plumbline.kubeconfig";

    @Override
    public void beforeAll(ExtensionContext context) {
        refuseUnlessEphemeral(context);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        refuseUnlessEphemeral(context);
    }

    private static void refuseUnlessEphemeral(ExtensionContext context) {
        Function<String, Optional<String>> settings =
                name -> context.getConfigurationParameter(name).filter(value -> !value.isBlank());
        settings.apply(KUBECONFIG).ifPresent(file -> refuse(context, KUBECONFIG + "=" + file));
        boolean ephemeral = settings.apply(EPHEMERAL).filter("true"::equals).isPresent();
        List<Target> foreign =
                settings.apply(ConformanceExtension.TARGETS).map(Target::parse).orElse(List.of()).stream()
                        .filter(target -> target.mode() == Target.Mode.LIVE)
                        .filter(target -> !ephemeral)
                        .toList();
        if (!foreign.isEmpty()) {
            refuse(context, ConformanceExtension.TARGETS + "=" + foreign.get(0));
        }
    }

    private static void refuse(ExtensionContext context, String setting) {
        throw new IllegalStateException("""
                %s kills, damages or destroys, and is refused: this run was given a cluster that it did not start
                  found   %s
                  expected no target, or live targets with %s=true
                  do      run it alone: mvn verify -Plocal -Dit.test=%s""".formatted(
                        context.getDisplayName(),
                        setting,
                        EPHEMERAL,
                        context.getRequiredTestClass().getSimpleName()));
    }
}
