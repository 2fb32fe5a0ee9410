package dev.plumbline.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.cluster.ClusterException;
import dev.plumbline.cluster.PretendedCluster;
import dev.plumbline.environment.TerraformInputs;
import dev.plumbline.inputs.OutputFiles;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
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

    @Test
    void whatARefreshKeptComesBeforeTheFixturesAndAfterAPerson() throws IOException {
        Workspace copy = copy();
        Path mine = Path.of("fixtures/terraform-outputs/dev").toAbsolutePath();
        keep(copy, "vpc-01a7e71c0ffee0009");

        assertThat(vpc(copy, Selection.of("dev"))).isEqualTo("vpc-01a7e71c0ffee0009");
        assertThat(vpc(copy, new Selection("dev", Optional.of(TerraformInputs.outputs(mine)), Optional.empty())))
                .isEqualTo("vpc-01a7e71c0ffee0001");
    }

    @Test
    void oldInputsAreWarnedOfUnlessAPersonNamesOthers() throws IOException {
        Workspace copy = copy();
        Path mine = Path.of("fixtures/terraform-outputs/dev").toAbsolutePath();
        Path kept = keep(copy, "vpc-01a7e71c0ffee0009");
        assertThat(warnings(copy, Selection.of("dev"))).isEmpty();

        Files.writeString(
                kept, Files.readString(kept).replaceFirst("\"at\" : \"[^\"]*\"", "\"at\" : \"2026-01-01T00:00:00Z\""));

        assertThat(warnings(copy, Selection.of("dev")))
                .singleElement()
                .asString()
                .startsWith("inputs are stale");
        assertThat(warnings(copy, new Selection("dev", Optional.of(TerraformInputs.outputs(mine)), Optional.empty())))
                .isEmpty();
        assertThat(warnings(copy, Selection.of("local"))).isEmpty();

        Path file = copy.environments().resolve("dev.yaml");
        Files.writeString(file, Files.readString(file) + "inputs: {max_age: 9999d}\n");
        assertThat(warnings(copy, Selection.of("dev"))).isEmpty();
    }

    @Test
    void anInputThatMovedSinceTheLastDeployIsNamed() throws IOException {
        Workspace copy = copy();
        Path file = copy.environments().resolve("local.yaml");
        Target target = new Target("k3s", server.kubeconfig(folder), Map.of(), List.of());
        try (Harness harness = Harness.cold(copy, Selection.of("local"));
                Installation installation = harness.on(target)) {
            assertThat(installation.movedInputs()).isEmpty();
            installation.rememberInputs();
            assertThat(installation.movedInputs()).isEmpty();
        }

        Files.writeString(
                file,
                Files.readString(file)
                        .replace("application: ljlapp1", "application: ljlapp2")
                        .replace("refresh_interval: 1m", "refresh_interval: 2m"));

        try (Harness harness = Harness.cold(copy, Selection.of("local"));
                Installation installation = harness.on(target)) {
            assertThat(installation.movedInputs()).hasToString("[appconfig_ids.application: ljlapp1 -> ljlapp2]");
        }
    }

    private static String vpc(Workspace workspace, Selection selection) {
        return Harness.load(workspace, selection).cluster().vpcId().orElseThrow();
    }

    private static List<String> warnings(Workspace workspace, Selection selection) {
        try (Harness harness = Harness.cold(workspace, selection)) {
            return harness.warnings();
        }
    }

    /** As a refresh keeps it, but for one value. */
    private static Path keep(Workspace workspace, String vpc) throws IOException {
        Path documents = Files.createTempDirectory(workspace.root(), "documents");
        try (var files = Files.list(Path.of("fixtures/terraform-outputs/dev"))) {
            for (Path file : files.toList()) {
                Files.writeString(
                        documents.resolve(file.getFileName()),
                        Files.readString(file).replace("vpc-01a7e71c0ffee0001", vpc));
            }
        }
        ProjectInputs inputs = new ProjectInputs(workspace, Selection.of("dev"));
        inputs.refresh(new OutputFiles(documents));
        return inputs.file().path();
    }

    /** The environments, to be changed. */
    private Workspace copy() throws IOException {
        Path root = folder.resolve("project");
        Files.createDirectories(root.resolve("environments"));
        try (var files = Files.list(Path.of("environments"))) {
            for (Path file : files.toList()) {
                Files.copy(file, root.resolve("environments").resolve(file.getFileName()));
            }
        }
        return new Workspace(root, folder.resolve("cache"), folder.resolve("state"));
    }

    private Workspace workspace() {
        return new Workspace(Path.of("").toAbsolutePath(), folder.resolve("cache"), folder.resolve("state"));
    }
}
