package dev.plumbline.cli;

import dev.plumbline.environment.Environment;
import dev.plumbline.harness.Harness;
import dev.plumbline.harness.Preflights;
import dev.plumbline.harness.Workspace;
import dev.plumbline.preflight.Finding;
import dev.plumbline.preflight.PreflightReport;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "preflight",
        description =
                "Look, reading only, whether the AWS account has what the environment names, and the cluster room and right for it: all findings at once, each with its fix; 2 when there is one.")
final class PreflightCommand implements Callable<Integer> {
    private final Workspace workspace;

    @Mixin
    private EnvironmentOptions options;

    @Option(
            names = "--no-cluster",
            description =
                    "look at the account only: whoever runs this is not who deploys, or the cluster is out of reach")
    private boolean accountOnly;

    PreflightCommand(Workspace workspace) {
        this.workspace = workspace;
    }

    @Override
    public Integer call() {
        Terminal terminal = new Terminal();
        Environment environment = Harness.load(workspace, options.selection());
        Preflights.notes(environment).forEach(note -> terminal.say("  note: %s", note));
        PreflightReport report = accountOnly
                ? Preflights.ofAccount(workspace, options.selection())
                : Preflights.run(workspace, options.selection());
        report.findings().forEach(finding -> print(terminal, finding));
        terminal.say(
                "Preflight of %s as %s: %d right, %d wrong, %d unknown, %d remarks; %d requests to AWS (%d repeated) in %.1f s.",
                environment.name(),
                report.caller(),
                report.with(Finding.Verdict.RIGHT).size(),
                report.with(Finding.Verdict.WRONG).size(),
                report.with(Finding.Verdict.UNKNOWN).size(),
                report.with(Finding.Verdict.REMARK).size(),
                report.requests(),
                report.repeated(),
                report.took().toMillis() / 1000.0);
        return report.passed() ? ExitCode.DONE : ExitCode.FINDINGS;
    }

    private static void print(Terminal terminal, Finding finding) {
        String mark =
                switch (finding.verdict()) {
                    case RIGHT -> "+";
                    case REMARK -> "-";
                    case UNKNOWN -> "?";
                    case WRONG -> "x";
                };
        terminal.say("%s %s: %s", mark, finding.subject(), finding.found());
        if (!finding.fix().isEmpty()) {
            finding.fix().lines().forEach(line -> terminal.say("    %s", line));
        }
    }
}
