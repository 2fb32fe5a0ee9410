package dev.plumbline.cli;

import dev.plumbline.harness.Harness;
import dev.plumbline.harness.Installation;
import dev.plumbline.harness.Targets;
import dev.plumbline.harness.Workspace;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "outputs", description = "Print what is installed, in the shape of `terraform output -json`.")
final class OutputsCommand implements Callable<Integer> {
    private final Workspace workspace;

    @Mixin
    private EnvironmentOptions options;

    OutputsCommand(Workspace workspace) {
        this.workspace = workspace;
    }

    @Override
    public Integer call() {
        try (Harness harness = Harness.cold(workspace, options.selection());
                Installation installation =
                        harness.on(Targets.of(workspace, harness.environment(), options.selection()))) {
            System.out.println(Json.pretty(installation.outputs()));
            return ExitCode.DONE;
        }
    }
}
