package dev.plumbline.cli;

import dev.plumbline.deploy.Plan;
import dev.plumbline.deploy.PlanScope;
import dev.plumbline.harness.Harness;
import dev.plumbline.harness.Installation;
import dev.plumbline.harness.Outlook;
import dev.plumbline.harness.Selection;
import dev.plumbline.harness.Target;
import dev.plumbline.harness.Targets;
import dev.plumbline.harness.Workspace;
import dev.plumbline.readiness.ObjectRef;
import dev.plumbline.review.Immutable;
import dev.plumbline.review.PlanFile;
import dev.plumbline.review.SavedPlan;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "deploy", description = "Make the cluster what the environment says; a second time it changes nothing.")
final class DeployCommand implements Callable<Integer> {
    /** The one environment that is never deployed to by a slip of the fingers. */
    private static final String PROD = "prod";

    private final Workspace workspace;

    @Mixin
    private EnvironmentOptions options;

    @Mixin
    private LeaseOptions lease;

    @Mixin
    private ScopeOptions releases;

    @Option(
            names = "--lifetime",
            paramLabel = "TIME",
            converter = Span.class,
            description =
                    "for platforms that may be thrown away: what this writes may be swept after that time, for example 4h;"
                            + " refused for a live environment")
    private Duration lifetime;

    @Option(names = "--repair", description = "put right first what others changed in objects since they were deployed")
    private boolean repair;

    @ArgGroup
    private PlanGiven given;

    /** Two ways to name the file. */
    static final class PlanGiven {
        @Parameters(
                paramLabel = "FILE",
                arity = "0..1",
                description =
                        "a plan that `plan -o FILE` kept: exactly that is carried out, or nothing if something moved since")
        private Path positional;

        @Option(names = "--plan", paramLabel = "FILE", description = "the same")
        private Path named;

        private SavedPlan read() {
            return PlanFile.read(positional == null ? named : positional);
        }
    }

    @Mixin
    private FailureOptions failure;

    @Spec
    private CommandSpec command;

    private final long started = System.nanoTime();

    DeployCommand(Workspace workspace) {
        this.workspace = workspace;
    }

    @Override
    public Integer call() {
        if (given != null && repair) {
            throw new ParameterException(
                    command.commandLine(),
                    "--repair changes what a kept plan was made of; repair first, then plan again:"
                            + " ./plumbline deploy --repair -e ENVIRONMENT; ./plumbline plan -o FILE -e ENVIRONMENT");
        }
        Terminal terminal = new Terminal();
        Optional<SavedPlan> saved = Optional.ofNullable(given).map(PlanGiven::read);
        Selection selection = saved.map(plan -> options.selectionOf(plan.environment(), releases.scope()))
                .orElseGet(options::selection);
        if (PROD.equals(selection.environment())) {
            lease.requireConfirmed("deploying to", PROD);
        }
        try (Harness harness = Harness.open(workspace, selection);
                Installation installation =
                        harness.on(limited(Targets.of(workspace, harness.environment(), selection)))) {
            Headline.print(terminal, installation);
            Optional<Outlook> outlook =
                    saved.isEmpty() && !repair ? Optional.of(installation.outlook(releases.scope())) : Optional.empty();
            if (outlook.isPresent() && outlook.get().isQuiet()) {
                if (installation.isLeaseLeftBehind()) {
                    // nothing to do, but to clear away
                    lease.reserve(terminal, installation);
                }
                return quiet(terminal, installation, outlook.get());
            }
            lease.reserve(terminal, installation);
            if (repair) {
                new DriftPrinter(terminal).print(installation.repair());
            }
            PlanScope scope = saved.map(SavedPlan::scope).orElseGet(releases::scope);
            Plan plan = saved.isPresent() ? installation.planAsSaved(saved.get()) : installation.plan(scope);
            Immutable.requireAgreed(Immutable.in(plan), scope.recreate());
            AdoptionPrinter adoption = new AdoptionPrinter(terminal, installation);
            if (adoption.adopt()) {
                // what Terraform held and nobody declares any more goes away now
                plan = installation.plan(scope);
                if (saved.isPresent()) {
                    saved.get().requireAfterAdoption(plan);
                }
            }
            adoption.rolling(plan);
            installation
                    .recreate(plan, scope.recreate())
                    .forEach(obstacle -> terminal.say("%s", "to be made anew: " + ObjectRef.of(obstacle.object())));
            int code = new DeployRun(terminal, failure.chosen()).run(installation, plan);
            adoption.farewell();
            return code;
        }
    }

    private Target limited(Target target) {
        return lifetime == null ? target : target.until(Instant.now().plus(lifetime));
    }

    /** Nothing to write, nothing to wait for: then nobody has to be waited for either, and the lease stays where it is. */
    private int quiet(Terminal terminal, Installation installation, Outlook outlook) {
        PlanPrinter.brief(terminal).charts(outlook.plan());
        installation.rememberInputs();
        new DriftPrinter(terminal).print(outlook.drift());
        if (!outlook.drift().findings().isEmpty()) {
            terminal.say(
                    "What others changed stays as it is. To put it right: ./plumbline deploy --repair -e %s",
                    installation.environment().name());
        }
        if (lifetime != null) {
            terminal.say("Nothing was written, so what is there may stay as long as before.");
        }
        terminal.say(
                "Nothing to change; everything is ready (%s).",
                StepLine.seconds(Duration.ofNanos(System.nanoTime() - started)));
        return ExitCode.DONE;
    }
}
