package dev.plumbline.cli;

import dev.plumbline.harness.Harness;
import dev.plumbline.harness.Installation;
import dev.plumbline.harness.ProjectSources;
import dev.plumbline.harness.Questions;
import dev.plumbline.harness.Targets;
import dev.plumbline.harness.Workspace;
import dev.plumbline.junit.ObservedSource;
import dev.plumbline.junit.RunningPlatform;
import dev.plumbline.junit.Target;
import dev.plumbline.observe.Observed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.ArgGroup;
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

    @ArgGroup
    private What what = new What();

    @Option(
            names = "--junit-xml",
            paramLabel = "FILE",
            description = "also write the results as the XML that CI systems read")
    private Path junitXml;

    @Option(
            names = "--no-aws",
            description = "ask the AWS account nothing: what only it can tell of roles and permissions is skipped")
    private boolean noAws;

    /** One or the other, or what this project deployed. */
    static final class What {
        @Option(names = "--rendered", description = "verify the manifests as they would be sent; needs no cluster")
        private boolean rendered;

        @Option(
                names = "--existing",
                description = "an installation that something else made: GET and LIST only, nothing is waited for,"
                        + " and what only our own deploys leave behind is skipped")
        private boolean existing;

        @Option(
                names = "--disturb",
                description =
                        "the checks that change what runs, see what becomes of it and put it back; takes minutes, and"
                                + " on EKS runs only those that the environment names in safe_disturbances")
        private boolean disturb;
    }

    VerifyCommand(Workspace workspace) {
        this.workspace = workspace;
    }

    @Override
    public Integer call() {
        Terminal terminal = new Terminal();
        VerifyReports reports = VerifyReports.of(junitXml, workspace.redactor());
        if (what.rendered) {
            Target target = new Target(Target.Mode.RENDERED, options.selection().environment());
            try (ProjectSources sources = new ProjectSources(workspace, options.selection())) {
                return new VerifyRun(terminal, reports).run(List.of(target), sources);
            }
        }
        try (Harness harness = what.existing
                        ? Harness.cold(workspace, options.selection())
                        : Harness.open(workspace, options.selection());
                Installation installation =
                        harness.on(Targets.of(workspace, harness.environment(), options.selection()))) {
            Headline.print(terminal, installation);
            if (what.disturb) {
                return disturb(terminal, reports, workspace, installation);
            }
            return what.existing
                    ? run(
                            terminal,
                            reports,
                            installation,
                            () -> ProjectSources.observe(workspace, installation, asking(Questions.readingOnly())))
                    : live(terminal, reports, workspace, installation, asking(Questions.all()));
        }
    }

    private Questions asking(Questions questions) {
        return questions.withAws(!noAws);
    }

    /** The suite on an installation; waits first for what comes by itself. */
    static int live(Terminal terminal, Workspace workspace, Installation installation) {
        return live(terminal, VerifyReports.of(null, workspace.redactor()), workspace, installation, Questions.all());
    }

    private static int live(
            Terminal terminal,
            VerifyReports reports,
            Workspace workspace,
            Installation installation,
            Questions questions) {
        installation.awaitVerifiable(observed -> {});
        return run(terminal, reports, installation, () -> ProjectSources.observe(workspace, installation, questions));
    }

    private static int run(
            Terminal terminal, VerifyReports reports, Installation installation, Supplier<Observed> observation) {
        long started = System.nanoTime();
        Observed observed = observation.get();
        int requests = observed.evidence().aws().requests();
        terminal.say(
                "Observed %d objects in %s%s",
                observed.objects().size(),
                StepLine.seconds(Duration.ofNanos(System.nanoTime() - started)),
                requests == 0 ? "" : ", with %d requests to AWS".formatted(requests));
        return new VerifyRun(terminal, reports).run(targetOf(installation), (asked, settings) -> () -> observed);
    }

    private static int disturb(
            Terminal terminal, VerifyReports reports, Workspace workspace, Installation installation) {
        Observed observed = ProjectSources.observe(workspace, installation, Questions.ofTheCluster());
        Optional<RunningPlatform> running = Optional.of(ProjectSources.running(workspace, installation));
        ObservedSource source = new ObservedSource() {
            @Override
            public Observed observed() {
                return observed;
            }

            @Override
            public Optional<RunningPlatform> running() {
                return running;
            }
        };
        return new VerifyRun(terminal, reports).disturbing().run(targetOf(installation), (asked, settings) -> source);
    }

    private static List<Target> targetOf(Installation installation) {
        return List.of(new Target(Target.Mode.LIVE, installation.environment().name()));
    }
}
