package dev.plumbline.cli;

import dev.plumbline.deploy.Plan;
import dev.plumbline.harness.Harness;
import dev.plumbline.harness.Installation;
import dev.plumbline.harness.Targets;
import dev.plumbline.harness.Workspace;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "plan", description = "Show the steps of a deploy, and what would change; changes nothing.")
final class PlanCommand implements Callable<Integer> {
    private final Workspace workspace;

    @Mixin
    private EnvironmentOptions options;

    @Option(names = "--detailed-exitcode", description = "end with 2 when something would change")
    private boolean detailedExitCode;

    PlanCommand(Workspace workspace) {
        this.workspace = workspace;
    }

    @Override
    public Integer call() {
        Terminal terminal = new Terminal();
        try (Harness harness = Harness.open(workspace, options.selection());
                Installation installation =
                        harness.on(Targets.of(workspace, harness.environment(), options.selection()))) {
            Headline.print(terminal, installation);
            Plan plan = installation.plan();
            new PlanPrinter(terminal).print(plan);
            return detailedExitCode && plan.writes() ? ExitCode.FINDINGS : ExitCode.DONE;
        }
    }
}
