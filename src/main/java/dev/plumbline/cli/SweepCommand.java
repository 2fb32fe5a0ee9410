package dev.plumbline.cli;

import dev.plumbline.harness.Sweep;
import dev.plumbline.harness.Workspace;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
        name = "sweep",
        description = "Remove what killed runs left on this machine: throw-away clusters, kubeconfigs, values files.")
final class SweepCommand implements Callable<Integer> {
    private final Workspace workspace;

    SweepCommand(Workspace workspace) {
        this.workspace = workspace;
    }

    @Override
    public Integer call() {
        Terminal terminal = new Terminal();
        List<String> removed = Sweep.of(workspace);
        removed.forEach(line -> terminal.say("  %s", line));
        terminal.say(removed.isEmpty() ? "Nothing was left by dead runs." : "Swept.");
        return ExitCode.DONE;
    }
}
