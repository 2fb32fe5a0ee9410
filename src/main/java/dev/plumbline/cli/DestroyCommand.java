package dev.plumbline.cli;

import dev.plumbline.harness.Harness;
import dev.plumbline.harness.Installation;
import dev.plumbline.harness.Targets;
import dev.plumbline.harness.Workspace;
import dev.plumbline.readiness.ObjectRef;
import dev.plumbline.removal.Destroyed;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "destroy", description = "Remove the platform in reverse order; keeps what it did not create.")
final class DestroyCommand implements Callable<Integer> {
    private final Workspace workspace;

    @Mixin
    private EnvironmentOptions options;

    @Mixin
    private LeaseOptions lease;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            converter = Span.class,
            defaultValue = "3m",
            description = "how long what is deleted may take to go, before the command ends and says what holds it"
                    + " (default: ${DEFAULT-VALUE})")
    private Duration patience;

    DestroyCommand(Workspace workspace) {
        this.workspace = workspace;
    }

    @Override
    public Integer call() {
        Terminal terminal = new Terminal();
        try (Harness harness = Harness.cold(workspace, options.selection())) {
            String name = harness.environment().name();
            if (harness.environment().target().isLive()) {
                lease.requireConfirmed("destroying", name);
            }
            try (Installation installation =
                    harness.on(Targets.of(workspace, harness.environment(), options.selection()))) {
                Headline.print(terminal, installation);
                lease.reserve(terminal, installation);
                Destroyed left = installation.destroy(patience, line -> terminal.say("  %s", line));
                terminal.say("Destroyed: environment %s.", name);
                if (!left.definitions().isEmpty()) {
                    terminal.say(
                            "Kept on purpose, since with them every object of their kinds would go: %s",
                            left.definitions().stream().map(ObjectRef::toString).collect(Collectors.joining(", ")));
                }
                if (!left.others().isEmpty()) {
                    terminal.say(
                            "Kept because plumbline did not make it: %s",
                            left.others().stream().map(ObjectRef::toString).collect(Collectors.joining(", ")));
                }
                if (!left.traces().isEmpty()) {
                    terminal.say(
                            "Left by what ran, going by the name; look, and delete it with kubectl: %s",
                            left.traces().stream().map(ObjectRef::toString).collect(Collectors.joining(", ")));
                }
                return ExitCode.DONE;
            }
        }
    }
}
