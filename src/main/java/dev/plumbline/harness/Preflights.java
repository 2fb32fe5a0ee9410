package dev.plumbline.harness;

import dev.plumbline.account.AwsClients;
import dev.plumbline.chart.ChartException;
import dev.plumbline.cluster.ClusterException;
import dev.plumbline.environment.Environment;
import dev.plumbline.environment.TargetKind;
import dev.plumbline.iam.aws.AwsAccessException;
import dev.plumbline.local.LocalCache;
import dev.plumbline.local.LocalCluster;
import dev.plumbline.local.RunningLocalCluster;
import dev.plumbline.preflight.Finding;
import dev.plumbline.preflight.ImageDigests;
import dev.plumbline.preflight.Preflight;
import dev.plumbline.preflight.PreflightReport;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/** Preflights against whatever answers for an environment: AWS, or the emulator beside the local cluster. */
public final class Preflights {
    private Preflights() {}

    /**
     * The account, and then the cluster: in somebody else's account nothing else is asked.
     *
     * @throws ClusterException if the values are made up, or no local cluster runs
     */
    public static PreflightReport run(Workspace workspace, Selection selection) {
        Environment environment = Harness.load(workspace, selection);
        PreflightReport account = account(workspace, environment);
        return account.identified()
                ? account.with(
                        cluster(workspace, selection, environment.cluster().name()))
                : account;
    }

    /**
     * The account alone, which somebody may read who must not deploy.
     *
     * @throws ClusterException if the values are made up, or no local cluster runs
     */
    public static PreflightReport ofAccount(Workspace workspace, Selection selection) {
        return account(workspace, Harness.load(workspace, selection));
    }

    private static List<Finding> cluster(Workspace workspace, Selection selection, String name) {
        return looked(name, () -> {
            try (Harness harness = Harness.open(workspace, selection);
                    Installation installation = harness.on(Targets.of(workspace, harness.environment(), selection))) {
                return installation.ground();
            }
        });
    }

    /** Whatever stops the look at the cluster is a finding of its own: what the account said must not be lost with it. */
    static List<Finding> looked(String cluster, Supplier<List<Finding>> look) {
        try {
            return look.get();
        } catch (ClusterException | AwsAccessException unreachable) {
            return List.of(Finding.wrong(
                    "access to cluster " + cluster,
                    unreachable.getMessage(),
                    "see \"Access to the cluster\" in docs/eks.md: an access entry, the network, the address"));
        } catch (ChartException unavailable) {
            return List.of(Finding.unknown(
                    "what the cluster must take",
                    "the platform cannot be rendered: " + unavailable.getMessage(),
                    "is the charts' repository open from here?"));
        } catch (RuntimeException unforeseen) {
            return List.of(Finding.unknown(
                    "what the cluster must take",
                    "the cluster could not be looked at: " + unforeseen,
                    "look again; if it stays, ./plumbline plan says more"));
        }
    }

    private static PreflightReport account(Workspace workspace, Environment environment) {
        Optional<URI> emulator = emulator(workspace, environment);
        if (emulator.isEmpty()) {
            Guard.refuseSynthetic(environment, environment.cluster().name());
        }
        AwsCredentialsProvider credentials = environment.target() == TargetKind.LOCAL
                // that emulator takes any; the person's own must never be asked for
                ? () -> AwsBasicCredentials.create("emulated", "emulated")
                : EksTarget.credentials(environment);
        try (AwsClients aws = new AwsClients(environment.aws().region(), credentials, emulator)) {
            return new Preflight(environment, aws).run();
        }
    }

    /** What the tags of the application images name today, as far as ECR says it. */
    static ImageDigests digests(Environment environment) {
        if (environment.target() == TargetKind.LOCAL) {
            return ImageDigests.unknown("a local cluster has its images without a registry");
        }
        Optional<URI> emulator = environment.awsEndpoints().values().stream().findFirst();
        try (AwsClients aws =
                new AwsClients(environment.aws().region(), EksTarget.credentials(environment), emulator)) {
            return ImageDigests.of(environment, aws);
        }
    }

    /** What a reader of the report must know of how it came about. */
    public static List<String> notes(Environment environment) {
        return environment.target() == TargetKind.LOCAL ? List.of() : EksTarget.notes(environment);
    }

    private static Optional<URI> emulator(Workspace workspace, Environment environment) {
        if (environment.target() != TargetKind.LOCAL) {
            return environment.awsEndpoints().values().stream().findFirst();
        }
        return Optional.of(new LocalCluster(new LocalCache(workspace.cache()), line -> {})
                .find(environment.name())
                .map(RunningLocalCluster::awsEndpoint)
                .orElseThrow(() -> new ClusterException("no local cluster is running; start one: ./plumbline up")));
    }
}
