package dev.plumbline.cli;

import dev.plumbline.bench.DeployBench;
import dev.plumbline.bench.Figure;
import dev.plumbline.harness.Workspace;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "bench", description = "Measure, on a throw-away cluster, against what cannot be faster.")
final class BenchCommand implements Runnable {
    private final Workspace workspace;

    @picocli.CommandLine.Spec
    private picocli.CommandLine.Model.CommandSpec spec;

    BenchCommand(Workspace workspace) {
        this.workspace = workspace;
    }

    @Override
    public void run() {
        throw new picocli.CommandLine.ParameterException(spec.commandLine(), "what shall be measured? bench deploy");
    }

    @Command(
            name = "deploy",
            description =
                    "Deploys: nine light releases, the whole platform, and one that has nothing to do; 2 when a target is missed.")
    int deploy(
            @Option(names = "--rounds", paramLabel = "N", defaultValue = "12", description = "pairs (default: 12)")
                    int rounds) {
        Terminal terminal = new Terminal();
        List<Figure> figures = DeployBench.run(workspace, Math.max(1, rounds), terminal::say);
        terminal.say("");
        for (Figure figure : figures) {
            terminal.say(
                    "%s",
                    "%s %-9s %s"
                            .formatted(
                                    figure.met() ? "+" : "x",
                                    figure.name(),
                                    figure.lines().get(0)));
            figure.lines().stream().skip(1).forEach(line -> terminal.say("%s", "            " + line));
        }
        return figures.stream().allMatch(Figure::met) ? ExitCode.DONE : ExitCode.FINDINGS;
    }
}
