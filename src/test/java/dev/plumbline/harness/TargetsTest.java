package dev.plumbline.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.cluster.ClusterException;
import dev.plumbline.environment.Environment;
import dev.plumbline.environment.TargetKind;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TargetsTest {
    @TempDir
    Path folder;

    @Test
    void aGivenClusterIsReachedThroughItsFileAlone() {
        Target target = Targets.of(workspace(), environment(TargetKind.EKS), given(Path.of("dev.kubeconfig")));

        assertThat(target.name()).isEqualTo("tiny-cluster");
        assertThat(target.kubeconfig()).isEqualTo(Path.of("dev.kubeconfig").toAbsolutePath());
        assertThat(target.awsEndpoints()).isEmpty();
        assertThat(target.notes()).isEmpty();
    }

    @Test
    void aLiveEnvironmentIsReachedWithTokensOfOurOwn() {
        Target target = Targets.of(workspace(), environment(TargetKind.EKS), Selection.of("tiny"));

        assertThat(target.name()).isEqualTo("tiny-cluster");
        assertThat(target.tokens()).get().satisfies(kubeconfig -> {
            assertThat(kubeconfig.server()).hasHost("a.example.com");
            assertThat(kubeconfig.certificateAuthority()).isEqualTo("Y2E=");
            assertThat(kubeconfig.path()).isEqualTo(folder.resolve("state/tiny/kubeconfig"));
        });
    }

    @Test
    void noTokenIsMadeForAMadeUpCluster() {
        Environment synthetic = LiveEnvironments.of(TargetKind.EKS, "https://a.example.com", null, true);

        assertThatThrownBy(() -> Targets.of(workspace(), synthetic, Selection.of("tiny")))
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining("synthetic values")
                .hasMessageContaining("https://a.example.com was not touched");
    }

    @Test
    void aLocalEnvironmentTakesNoGivenCluster() {
        assertThatThrownBy(() -> Targets.of(workspace(), environment(TargetKind.LOCAL), given(Path.of("prod"))))
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining("never to one of --kubeconfig");
    }

    @Test
    void withoutALocalClusterTheCommandThatStartsOneIsNamed() {
        assertThatThrownBy(() -> Targets.of(workspace(), environment(TargetKind.LOCAL), Selection.of("tiny")))
                .isInstanceOf(ClusterException.class)
                .hasMessage("no local cluster is running; start one: ./plumbline up");
    }

    @Test
    void aSelectionByNameTakesEverythingElseFromTheProject() {
        assertThat(Selection.of("dev")).isEqualTo(new Selection("dev", Optional.empty(), Optional.empty()));
    }

    @Test
    void endpointsHaveTheSameOrderInEveryProcess() {
        URI address = URI.create("http://192.0.2.1:5000");
        Target target = new Target(
                "a",
                folder,
                Map.of("sts", address, "sqs", address, "iam", address, "secretsmanager", address),
                List.of());

        assertThat(target.awsEndpoints().keySet()).containsExactly("iam", "secretsmanager", "sqs", "sts");
    }

    @Test
    void aTargetCannotBeChangedAfterwards() {
        Target target = new Target("a", folder, new java.util.HashMap<>(Map.of()), new java.util.ArrayList<>());

        assertThatThrownBy(() -> target.notes().add("late")).isInstanceOf(UnsupportedOperationException.class);
    }

    private Workspace workspace() {
        return new Workspace(folder, folder.resolve("cache"), folder.resolve("state"));
    }

    private static Environment environment(TargetKind target) {
        return LiveEnvironments.of(target, "https://a.example.com", null, false);
    }

    private static Selection given(Path kubeconfig) {
        return new Selection("tiny", Optional.empty(), Optional.of(kubeconfig));
    }
}
