package dev.plumbline.harness;

import dev.plumbline.account.AwsClients;
import dev.plumbline.cluster.ClusterException;
import dev.plumbline.environment.Environment;
import dev.plumbline.environment.TargetKind;
import dev.plumbline.local.LocalCache;
import dev.plumbline.local.LocalCluster;
import dev.plumbline.local.RunningLocalCluster;
import dev.plumbline.preflight.Preflight;
import dev.plumbline.preflight.PreflightReport;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/** Preflights against whatever answers for an environment: AWS, or the emulator beside the local cluster. */
public final class Preflights {
    private Preflights() {}

    /** @throws ClusterException if the values are made up, or no local cluster runs */
    public static PreflightReport run(Workspace workspace, Environment environment) {
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
