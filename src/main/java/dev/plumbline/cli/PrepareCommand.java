package dev.plumbline.cli;

import dev.plumbline.harness.Workspace;
import dev.plumbline.local.Consent;
import dev.plumbline.local.LocalCache;
import dev.plumbline.local.Preparation;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "prepare",
        description =
                "Make this machine ready for local clusters: Docker, the node, the images. Says first what it will do.")
final class PrepareCommand implements Callable<Integer> {
    private final Workspace workspace;

    @Option(names = "--yes", description = "agree to changes of the machine: packages, Docker")
    private boolean yes;

    PrepareCommand(Workspace workspace) {
        this.workspace = workspace;
    }

    @Override
    public Integer call() {
        Terminal terminal = new Terminal();
        Preparation preparation = new Preparation(workspace.root(), new LocalCache(workspace.cache()), terminal::say);
        if (preparation.run(Consent.of(yes)).isEmpty()) {
            return ExitCode.ERROR;
        }
        terminal.say("This machine is ready for local clusters.");
        return ExitCode.DONE;
    }
}
