package dev.plumbline.cli;

import dev.plumbline.harness.Harness;
import dev.plumbline.harness.Installation;
import dev.plumbline.harness.ProjectSources;
import dev.plumbline.harness.Targets;
import dev.plumbline.harness.Workspace;
import dev.plumbline.junit.Target;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "verify",
        description = "Run the conformance suite, reading only; 2 when something is not as it must be.")
final class VerifyCommand implements Callable<Integer> {
    private final Workspace workspace;

    @Mixin
    private EnvironmentOptions options;

    @Option(names = "--rendered", description = "verify the manifests as they would be sent; needs no cluster")
    private boolean rendered;

    VerifyCommand(Workspace workspace) {
        this.workspace = workspace;
    }

    @Override
    public Integer call() {
        Terminal terminal = new Terminal();
        VerifyRun run = new VerifyRun(terminal);
        if (rendered) {
            Target target = new Target(Target.Mode.RENDERED, options.selection().environment());
            try (ProjectSources sources = new ProjectSources(workspace, options.selection())) {
                return run.run(List.of(target), sources);
            }
        }
        try (Harness harness = Harness.open(workspace, options.selection());
                Installation installation =
                        harness.on(Targets.of(workspace, harness.environment(), options.selection()))) {
            Headline.print(terminal, installation);
            return live(terminal, workspace, installation);
        }
    }

    /** The suite on an installation; waits first for what comes by itself. */
    static int live(Terminal terminal, Workspace workspace, Installation installation) {
        installation.awaitVerifiable(observed -> {});
        var observed = ProjectSources.observe(workspace, installation);
        Target target = new Target(Target.Mode.LIVE, installation.environment().name());
        return new VerifyRun(terminal).run(List.of(target), (asked, settings) -> () -> observed);
    }
}
