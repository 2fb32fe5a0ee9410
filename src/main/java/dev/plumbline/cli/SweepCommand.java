package dev.plumbline.cli;

import dev.plumbline.harness.Harness;
import dev.plumbline.harness.Installation;
import dev.plumbline.harness.Sweep;
import dev.plumbline.harness.Targets;
import dev.plumbline.harness.Workspace;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "sweep",
        description = {
            "Remove what dead runs left.",
            "On this machine: throw-away clusters, kubeconfigs, values files, outdated images of its own.",
            "With -e, on that environment's cluster instead: what runs of the environment made and what has expired"
                    + " (deploy --lifetime). What is live stays, and a live environment is never swept."
        })
final class SweepCommand implements Callable<Integer> {
    private final Workspace workspace;
    private final Terminal terminal = new Terminal();

    @Mixin
    private EnvironmentOptions options;

    SweepCommand(Workspace workspace) {
        this.workspace = workspace;
    }

    @Override
    public Integer call() {
        List<String> removed = options.isGiven() ? cluster() : machine();
        terminal.say(removed.isEmpty() ? "Nothing was left by dead runs." : "Swept.");
        return ExitCode.DONE;
    }

    private List<String> machine() {
        List<String> removed = Sweep.of(workspace);
        removed.forEach(line -> terminal.say("  %s", line));
        return removed;
    }

    private List<String> cluster() {
        try (Harness harness = Harness.cold(workspace, options.selection());
                Installation installation =
                        harness.on(Targets.of(workspace, harness.environment(), options.selection()))) {
            Headline.print(terminal, installation);
            return installation.sweep(line -> terminal.say("  %s", line));
        }
    }
}
