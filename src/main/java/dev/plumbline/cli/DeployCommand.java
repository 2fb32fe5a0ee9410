package dev.plumbline.cli;

import dev.plumbline.harness.Harness;
import dev.plumbline.harness.Installation;
import dev.plumbline.harness.Targets;
import dev.plumbline.harness.Workspace;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "deploy", description = "Make the cluster what the environment says; a second time it changes nothing.")
final class DeployCommand implements Callable<Integer> {
    private final Workspace workspace;

    @Mixin
    private EnvironmentOptions options;

    @Mixin
    private LeaseOptions lease;

    DeployCommand(Workspace workspace) {
        this.workspace = workspace;
    }

    @Override
    public Integer call() {
        Terminal terminal = new Terminal();
        try (Harness harness = Harness.open(workspace, options.selection());
                Installation installation =
                        harness.on(Targets.of(workspace, harness.environment(), options.selection()))) {
            Headline.print(terminal, installation);
            lease.reserve(terminal, installation);
            return new DeployRun(terminal).run(installation);
        }
    }
}
