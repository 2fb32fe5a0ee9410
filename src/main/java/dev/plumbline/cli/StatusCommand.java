package dev.plumbline.cli;

import dev.plumbline.harness.Harness;
import dev.plumbline.harness.Installation;
import dev.plumbline.harness.Targets;
import dev.plumbline.harness.Workspace;
import dev.plumbline.status.ReleaseHealth;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "status",
        description = "Show each release: revision, chart, and whether its objects are ready; 2 when one is not.")
final class StatusCommand implements Callable<Integer> {
    private final Workspace workspace;

    @Mixin
    private EnvironmentOptions options;

    StatusCommand(Workspace workspace) {
        this.workspace = workspace;
    }

    @Override
    public Integer call() {
        Terminal terminal = new Terminal();
        try (Harness harness = Harness.open(workspace, options.selection());
                Installation installation =
                        harness.on(Targets.of(workspace, harness.environment(), options.selection()))) {
            Headline.print(terminal, installation);
            List<ReleaseHealth> releases = installation.status();
            for (ReleaseHealth release : releases) {
                terminal.say(
                        "  %s %-30s %-24s %-10s %-4s %s",
                        release.healthy() ? "+" : "x",
                        release.name(),
                        release.namespace(),
                        release.status(),
                        release.revision() == 0 ? "" : "v" + release.revision(),
                        release.chart());
                release.troubles().forEach(trouble -> terminal.say("      %s", trouble));
            }
            return releases.stream().allMatch(ReleaseHealth::healthy) ? ExitCode.DONE : ExitCode.FINDINGS;
        }
    }
}
