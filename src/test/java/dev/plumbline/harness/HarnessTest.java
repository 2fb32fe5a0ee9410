package dev.plumbline.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.cluster.ClusterException;
import dev.plumbline.cluster.PretendedCluster;
import dev.plumbline.environment.TerraformInputs;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From an environment to a cluster: whom it goes to, and what it takes from there. */
class HarnessTest {
    private final PretendedCluster server = new PretendedCluster();

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void aStartedClusterBringsItsVersionAndItsEmulator() {
        Map<String, URI> emulator = Map.of("sts", URI.create("http://172.17.0.5:5000"));
        Target target =
                new Target("k3s", server.kubeconfig(folder), emulator, List.of("0.10.7 standing in for 0.9.11"));

        try (Harness harness = Harness.cold(workspace(), Selection.of("local"));
                Installation installation = harness.on(target)) {
            assertThat(installation.environment().cluster().kubernetesVersion()).isEqualTo("1.34.4");
            assertThat(installation.environment().awsEndpoints()).isEqualTo(emulator);
            assertThat(installation.identity().uid()).isEqualTo("uid-of-kube-system");
            assertThat(installation.notes()).containsExactly("0.10.7 standing in for 0.9.11");
            assertThat(installation.lastDeploy()).isEmpty();
        }
        assertThat(server.writes()).isEmpty();
    }

    @Test
    void syntheticValuesOfTheFixturesStopBeforeALiveCluster() {
        Target target = new Target("dev", server.kubeconfig(folder), Map.of(), List.of());

        try (Harness harness = Harness.cold(workspace(), Selection.of("dev"))) {
            assertThatThrownBy(() -> harness.on(target))
                    .isInstanceOf(ClusterException.class)
                    .hasMessageContaining("holds synthetic values");
        }
        assertThat(server.writes()).isEmpty();
    }

    @Test
    void outputsOfTerraformComeFromTheFixturesUnlessAPersonSaysOtherwise() {
        Path mine = Path.of("fixtures/terraform-outputs/prod").toAbsolutePath();

        assertThat(Harness.load(workspace(), Selection.of("dev")).cluster().name())
                .isEqualTo("llm-judge-dev");
        assertThatThrownBy(() -> Harness.load(
                        workspace(),
                        new Selection("dev", Optional.of(TerraformInputs.outputs(mine)), Optional.empty())))
                .hasMessageContaining("prod/");
    }

    private Workspace workspace() {
        return new Workspace(Path.of("").toAbsolutePath(), folder.resolve("cache"), folder.resolve("state"));
    }
}
