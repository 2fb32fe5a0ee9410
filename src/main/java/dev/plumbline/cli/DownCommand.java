package dev.plumbline.cli;

import dev.plumbline.harness.Workspace;
import dev.plumbline.local.LocalCache;
import dev.plumbline.local.LocalCluster;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "down", description = "Remove the local cluster of `up`, with its kubeconfig.")
final class DownCommand implements Callable<Integer> {
    private final Workspace workspace;

    DownCommand(Workspace workspace) {
        this.workspace = workspace;
    }

    @Override
    public Integer call() {
        Terminal terminal = new Terminal();
        LocalCluster clusters = new LocalCluster(new LocalCache(workspace.cache()), terminal::say);
        terminal.say(clusters.remove("local") ? "The local cluster is removed." : "There was no local cluster.");
        return ExitCode.DONE;
    }
}
