package dev.plumbline.cli;

import dev.plumbline.cluster.ClusterConnection;
import dev.plumbline.cluster.Models;
import dev.plumbline.environment.Environment;
import dev.plumbline.harness.Harness;
import dev.plumbline.harness.Selection;
import dev.plumbline.harness.Workspace;
import dev.plumbline.platform.PlatformFactory;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
        name = "warm-up",
        hidden = true,
        description = "Load what commands load, so that the launcher can store those classes once.")
final class WarmUpCommand implements Callable<Integer> {
    private final Workspace workspace;

    WarmUpCommand(Workspace workspace) {
        this.workspace = workspace;
    }

    @Override
    public Integer call() {
        Environment environment = Harness.load(workspace, Selection.of("local"));
        Models.yaml(PlatformFactory.platformOf(environment).infraConfig());
        try (KubernetesClient client = ClusterConnection.toNowhere()) {
            client.namespaces().list();
        } catch (KubernetesClientException expected) {
            // no cluster is met, but the client's classes are loaded
        }
        WarmClasses.load();
        return ExitCode.DONE;
    }
}
