package dev.plumbline.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.cluster.Cluster;
import dev.plumbline.cluster.ClusterConnection;
import dev.plumbline.deploy.Change;
import dev.plumbline.deploy.DeployException;
import dev.plumbline.deploy.FieldChange;
import dev.plumbline.deploy.HandMade;
import dev.plumbline.deploy.Plan;
import dev.plumbline.deploy.PlannedStep;
import dev.plumbline.deploy.RenderedRelease;
import dev.plumbline.deploy.Step;
import dev.plumbline.helm.Kubeconfigs;
import dev.plumbline.helm.MemoryApiServer;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which live objects are deleted to be made anew, against an API server that keeps objects. */
class RecreationTest {
    private MemoryApiServer server;
    private Cluster cluster;

    @BeforeEach
    void connect(@TempDir Path folder) throws IOException {
        server = new MemoryApiServer();
        Path kubeconfig = Files.writeString(folder.resolve("kubeconfig"), Kubeconfigs.of(server.url()));
        cluster = ClusterConnection.open("memory", kubeconfig);
    }

    @AfterEach
    void close() {
        cluster.close();
        server.close();
    }

    @Test
    void whatTheReleaseMadeIsDeletedAndWhatIsNotThereIsNoObstacle() {
        live("front", "front");

        remove("front", "gone");

        assertThat(deployments()).isEmpty();
    }

    @Test
    void oneThatIsSomebodyElsesKeepsAllFromBeingDeleted() {
        live("front", "front");
        live("shared", "another");

        assertThatThrownBy(() -> remove("front", "shared"))
                .isInstanceOf(DeployException.class)
                .hasMessageContaining("nothing was deleted")
                .hasMessageContaining("Deployment/tiny-apps/shared")
                .hasMessageContaining("release tiny-apps/another");

        assertThat(deployments()).containsExactlyInAnyOrder("front", "shared");
    }

    private void remove(String... names) {
        RenderedRelease front = HandMade.application(
                "front",
                Stream.of(names)
                        .map(name -> HandMade.object("apps/v1", "Deployment", name))
                        .toArray(String[]::new));
        List<FieldChange> fields = Stream.of(names)
                .map(name -> new FieldChange(
                        "Deployment/tiny-apps/" + name + " spec.selector.matchLabels.app",
                        Optional.of("a"),
                        Optional.of("b")))
                .toList();
        Plan plan = new Plan(
                HandMade.platform(front),
                List.of(new PlannedStep(new Step.Deploy("front", front, List.of()), new Change.Update(fields))));
        new Recreation(cluster).remove(Immutable.in(plan));
    }

    private void live(String name, String release) {
        cluster.client()
                .resource(new DeploymentBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withNamespace(HandMade.NAMESPACE)
                        .withAnnotations(Map.of(
                                "meta.helm.sh/release-name",
                                release,
                                "meta.helm.sh/release-namespace",
                                HandMade.NAMESPACE))
                        .endMetadata()
                        .build())
                .create();
    }

    private List<String> deployments() {
        return server.paths().stream()
                .filter(path -> path.contains("/deployments/"))
                .map(path -> path.substring(path.lastIndexOf('/') + 1))
                .toList();
    }
}
