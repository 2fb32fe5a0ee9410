package dev.plumbline.cli;

import dev.plumbline.cluster.Cluster;
import dev.plumbline.cluster.ClusterConnection;
import dev.plumbline.cluster.Models;
import dev.plumbline.environment.Environment;
import dev.plumbline.harness.Harness;
import dev.plumbline.harness.Selection;
import dev.plumbline.harness.Workspace;
import dev.plumbline.platform.PlatformFactory;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
        name = "warm-up",
        hidden = true,
        description = "Load what commands load, so that the launcher can store those classes once.")
final class WarmUpCommand implements Callable<Integer> {
    /** Nobody listens there: the client's classes are loaded, and no cluster is met. */
    private static final String NOWHERE = """
            apiVersion: v1
            kind: Config
            clusters: [{name: none, cluster: {server: "https://127.0.0.1:1"}}]
            users: [{name: none, user: {}}]
            contexts: [{name: none, context: {cluster: none, user: none}}]
            current-context: none
            """;

    private final Workspace workspace;

    WarmUpCommand(Workspace workspace) {
        this.workspace = workspace;
    }

    @Override
    public Integer call() {
        Environment environment = Harness.load(workspace, Selection.of("local"));
        Models.yaml(PlatformFactory.platformOf(environment).infraConfig());
        Path kubeconfig = kubeconfig();
        try (Cluster cluster = ClusterConnection.open("none", kubeconfig)) {
            cluster.client().namespaces().list();
        } catch (KubernetesClientException expected) {
            // as said: nobody listens there
        } finally {
            kubeconfig.toFile().delete();
        }
        WarmClasses.load();
        return ExitCode.DONE;
    }

    private static Path kubeconfig() {
        try {
            return Files.writeString(Files.createTempFile("plumbline-warm-up", ".yaml"), NOWHERE);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
