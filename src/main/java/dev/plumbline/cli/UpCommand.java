package dev.plumbline.cli;

import dev.plumbline.cluster.Contention;
import dev.plumbline.harness.EmulatedAccount;
import dev.plumbline.harness.Harness;
import dev.plumbline.harness.Installation;
import dev.plumbline.harness.Selection;
import dev.plumbline.harness.Targets;
import dev.plumbline.harness.Workspace;
import dev.plumbline.local.Consent;
import dev.plumbline.local.LocalCache;
import dev.plumbline.local.LocalCluster;
import dev.plumbline.local.LocalClusterOptions;
import dev.plumbline.local.Preparation;
import dev.plumbline.local.PreparedImages;
import dev.plumbline.local.RunningLocalCluster;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "up",
        description =
                "Start a local cluster, deploy the platform to it, verify it, and print its outputs. Twice is quick.")
final class UpCommand implements Callable<Integer> {
    private static final String ENVIRONMENT = "local";

    private final Workspace workspace;
    private final Terminal terminal = new Terminal();

    @Option(names = "--yes", description = "agree to changes of the machine: packages, Docker")
    private boolean yes;

    UpCommand(Workspace workspace) {
        this.workspace = workspace;
    }

    @Override
    public Integer call() {
        long started = System.nanoTime();
        LocalCache cache = new LocalCache(workspace.cache());
        Selection selection = Selection.of(ENVIRONMENT);
        try (Harness harness = Harness.open(workspace, selection)) {
            Optional<PreparedImages> images =
                    new Preparation(workspace.root(), cache, terminal::say).run(Consent.of(yes));
            if (images.isEmpty()) {
                return ExitCode.ERROR;
            }
            RunningLocalCluster cluster = start(cache, images.get());
            new EmulatedAccount(cluster.awsEndpoint(), workspace.redactor()).prepareFor(harness.environment());
            try (Installation installation = harness.on(Targets.of(cluster))) {
                Headline.print(terminal, installation);
                installation.reserve(Contention.WAIT, line -> terminal.say("  lease: %s", line));
                int deployed = new DeployRun(terminal, Optional.empty()).run(installation);
                if (deployed != ExitCode.DONE) {
                    return deployed;
                }
                int verified = VerifyCommand.live(terminal, workspace, installation);
                terminal.say("");
                terminal.say("Outputs (as JSON: ./plumbline outputs):");
                new OutputsTable(terminal).print(installation.outputs());
                terminal.say("");
                terminal.say(
                        "Local platform is up after %s; until ./plumbline down:",
                        StepLine.seconds(Duration.ofNanos(System.nanoTime() - started)));
                terminal.say("  export KUBECONFIG=%s", cluster.kubeconfig());
                return verified;
            }
        }
    }

    private RunningLocalCluster start(LocalCache cache, PreparedImages images) {
        LocalCluster clusters = new LocalCluster(cache, terminal::say);
        boolean running = clusters.find(ENVIRONMENT).isPresent();
        terminal.say("Local cluster: %s", running ? "running" : "starting ...");
        RunningLocalCluster cluster = clusters.start(images, LocalClusterOptions.persistent(ENVIRONMENT));
        if (!running) {
            terminal.say("Local cluster: started in %s", StepLine.seconds(cluster.startup()));
        }
        return cluster;
    }
}
