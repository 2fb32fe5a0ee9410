package dev.plumbline.cli;

import dev.plumbline.drift.DriftReport;
import dev.plumbline.harness.Harness;
import dev.plumbline.harness.Installation;
import dev.plumbline.harness.Targets;
import dev.plumbline.harness.Workspace;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "drift",
        description = "Show what others changed in objects since they were deployed, and who; 2 when something did.")
final class DriftCommand implements Callable<Integer> {
    private final Workspace workspace;

    @Mixin
    private EnvironmentOptions options;

    DriftCommand(Workspace workspace) {
        this.workspace = workspace;
    }

    @Override
    public Integer call() {
        Terminal terminal = new Terminal();
        try (Harness harness = Harness.cold(workspace, options.selection());
                Installation installation =
                        harness.on(Targets.of(workspace, harness.environment(), options.selection()))) {
            Headline.print(terminal, installation);
            DriftReport report = installation.drift();
            new DriftPrinter(terminal).print(report);
            if (report.clean()) {
                return ExitCode.DONE;
            }
            String environment = installation.environment().name();
            terminal.say("To put it right: ./plumbline deploy --repair -e %s", environment);
            return ExitCode.FINDINGS;
        }
    }
}
