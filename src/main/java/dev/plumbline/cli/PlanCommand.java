package dev.plumbline.cli;

import dev.plumbline.deploy.Plan;
import dev.plumbline.drift.DriftReport;
import dev.plumbline.harness.Harness;
import dev.plumbline.harness.Installation;
import dev.plumbline.harness.Outlook;
import dev.plumbline.harness.Targets;
import dev.plumbline.harness.Workspace;
import dev.plumbline.inputs.MovedInput;
import dev.plumbline.preflight.ImageDigests;
import dev.plumbline.review.Immutable;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "plan", description = "Show the steps of a deploy, and what would change; changes nothing.")
final class PlanCommand implements Callable<Integer> {
    private final Workspace workspace;

    @Mixin
    private EnvironmentOptions options;

    @Mixin
    private ScopeOptions releases;

    @Option(
            names = {"-o", "--out"},
            paramLabel = "FILE",
            description = "keep the plan, without any value: `deploy FILE` carries out exactly this, or nothing")
    private Path file;

    @Option(
            names = "--detailed-exitcode",
            description =
                    "end with 2 when a deploy would change something; what others changed and it leaves alone is for `drift`")
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
            List<MovedInput> moved = installation.movedInputs();
            if (!moved.isEmpty()) {
                terminal.say("Inputs that moved since the last deploy from here:");
                moved.forEach(input -> terminal.say("  %s", input));
            }
            CompletableFuture<ImageDigests> asked = CompletableFuture.supplyAsync(installation::images);
            Outlook outlook = installation.outlook(releases.scope());
            Plan plan = outlook.plan();
            PlanPrinter.whole(terminal).print(plan);
            AdoptionPrinter adoption = new AdoptionPrinter(terminal, installation);
            adoption.planned(outlook.drift().adoptions());
            adoption.rolling(plan);
            Immutable.in(plan).stream()
                    .filter(obstacle -> !releases.scope().recreate().contains(obstacle.release()))
                    .forEach(obstacle -> terminal.say(
                            "%s", "Refused unless --recreate %s: %s".formatted(obstacle.release(), obstacle.fields())));
            DriftReport besides = outlook.besides();
            if (!besides.findings().isEmpty()) {
                terminal.say("Changed by others since the last deploy:");
                new DriftPrinter(terminal).print(besides);
                terminal.say(
                        "Where the plan changes nothing it stays as it is. To put all of it right: ./plumbline deploy --repair -e %s",
                        installation.environment().name());
            }
            ImageDigests images = asked.join();
            print(terminal, images);
            if (file != null) {
                installation.save(outlook, releases.scope(), images, file);
                terminal.say("Saved. To carry out exactly this: ./plumbline deploy %s", file);
            }
            return detailedExitCode
                            && (plan.writes() || !outlook.drift().adoptions().isEmpty())
                    ? ExitCode.FINDINGS
                    : ExitCode.DONE;
        }
    }

    private static void print(Terminal terminal, ImageDigests images) {
        images.digests().forEach((image, digest) -> terminal.say("Image %s is %s", image, digest));
        images.unresolved().ifPresent(why -> terminal.say("Images not resolved to digests: %s", why));
    }
}
