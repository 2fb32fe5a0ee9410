package dev.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.cluster.PretendedCluster;
import dev.plumbline.harness.Workspace;
import dev.plumbline.inputs.FakeModules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code inputs refresh} and {@code inputs show}; where a tool is found on PATH, in a process of their own. */
class InputsCommandTest {
    private static final String CANARY = "c4n4ry-of-the-database";

    @TempDir
    Path folder;

    private ProjectCopy project;
    private FakeModules modules;

    @BeforeEach
    void copyTheProject() throws Exception {
        project = ProjectCopy.in(folder);
        modules = FakeModules.in(folder);
    }

    @Test
    void theFirstRefreshKeepsASetThatTheEnvironmentIsThenMadeOf() throws Exception {
        Run refresh = process(
                "inputs", "refresh", "-e", "dev", "--terragrunt", modules.root().toString());

        assertThat(refresh.err()).isEmpty();
        assertThat(refresh.code()).isEqualTo(ExitCode.DONE);
        assertThat(refresh.out())
                .contains(
                        "Kept the outputs of 7 modules in environments/dev.inputs.json (terragrunt version v0.0.0-fake).")
                .contains("The first ones: ");
        assertThat(here("inputs", "show", "-e", "dev", "vpc_id").out())
                .matches(
                        "vpc_id: vpc-01a7e71c0ffee0001  <- environments/dev.inputs.json:[0-9]+ \\(output vpc_id of module"
                                + " eks\\)\n");
    }

    @Test
    void theFolderMayStandInTheEnvironment() throws Exception {
        project.with("dev", "target: eks", "target: eks\ninputs: {folder: \"../{environment}-modules\"}");
        Files.move(modules.root(), folder.resolve("dev-modules"));

        assertThat(process("inputs", "refresh", "-e", "dev").code()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void whatIsSensitiveIsNowhereAfterwards() throws Exception {
        modules.saying("rds", "\"synthetic\": true,", """
                "synthetic": true, "replica_password": {"sensitive": true, "type": "string", "value": "%s"},
                """.formatted(CANARY));
        Run good = process(
                "inputs", "refresh", "-e", "dev", "--terragrunt", modules.root().toString());
        modules.when("sns", "echo %s; exit 1".formatted(CANARY));
        Run bad = process(
                "inputs", "refresh", "-e", "dev", "--terragrunt", modules.root().toString());

        assertThat(good.code()).isEqualTo(ExitCode.DONE);
        assertThat(bad.code()).isEqualTo(ExitCode.ERROR);
        assertThat(good.toString() + bad).doesNotContain(CANARY);
        try (Stream<Path> files =
                Stream.concat(Files.walk(folder.resolve("project")), Files.walk(folder.resolve("state")))) {
            assertThat(files.filter(Files::isRegularFile).map(InputsCommandTest::content))
                    .isNotEmpty()
                    .noneMatch(text -> text.contains(CANARY));
        }
    }

    @Test
    void onlyInputsThatMoveTheEnvironmentAreShown() throws Exception {
        project.with("dev", "target: eks", "target: eks\nkubernetes_version: \"1.29\"");
        refreshFrom("dev");
        Path other = folder.resolve("other");
        ProjectCopy.copy(Path.of("fixtures/terraform-outputs/dev"), other);
        replace(other.resolve("eks.json"), "\"1.28\"", "\"1.30\"");
        replace(other.resolve("eks.json"), "vpc-01a7e71c0ffee0001", "vpc-01a7e71c0ffee0002");

        Run run = here("inputs", "refresh", "-e", "dev", "--from", other.toString());

        assertThat(run.out())
                .contains(
                        "1 inputs of environment dev moved:\n  vpc_id: vpc-01a7e71c0ffee0001 -> vpc-01a7e71c0ffee0002\n");
        assertThat(here("inputs", "refresh", "-e", "dev", "--from", other.toString())
                        .out())
                .contains("No input of environment dev moved.");
    }

    @Test
    void modulesAreAskedAsTheProfileThatTheEnvironmentNames() throws Exception {
        project.with("dev", "target: eks", "target: eks\naws_access: {profile: deployer}");
        modules.when("sqs", "echo asked as $AWS_PROFILE >&2; exit 1");

        assertThat(process(
                                "inputs",
                                "refresh",
                                "-e",
                                "dev",
                                "--terragrunt",
                                modules.root().toString())
                        .err())
                .contains("| asked as deployer");
    }

    @Test
    void aModuleThatFailsLeavesTheOldSetWhole() throws Exception {
        refreshFrom("dev");
        Path kept = project.workspace().environments().resolve("dev.inputs.json");
        String before = Files.readString(kept);
        modules.when("sqs", "echo 'Error: no credentials' >&2; exit 1");

        Run run = process(
                "inputs", "refresh", "-e", "dev", "--terragrunt", modules.root().toString());

        assertThat(run.code()).isEqualTo(ExitCode.ERROR);
        assertThat(run.err())
                .startsWith("error: 1 of 7 modules gave no outputs; what was kept before stays as it is")
                .contains("sqs", "| Error: no credentials")
                .doesNotContain("defect");
        assertThat(kept).hasContent(before);
    }

    @Test
    void outputsThatMakeNoEnvironmentReplaceNothingAndTheirProblemsAreSaid() throws Exception {
        refreshFrom("dev");
        Path kept = project.workspace().environments().resolve("dev.inputs.json");
        String before = Files.readString(kept);

        Run run = here("inputs", "refresh", "-e", "dev", "--from", "fixtures/terraform-outputs/prod");

        assertThat(run.code()).isEqualTo(ExitCode.ERROR);
        assertThat(run.out()).doesNotContain("Kept the outputs");
        assertThat(run.err())
                .contains(
                        "environments/dev.inputs.json:", "is not aws_account_id", "what was kept before stays as it is")
                .doesNotContain(".tmp");
        assertThat(kept).hasContent(before);
    }

    @Test
    void aLocalEnvironmentTakesNothingFromModules() {
        Run run = here("inputs", "refresh", "-e", "local", "--from", "fixtures/terraform-outputs");

        assertThat(run.code()).isEqualTo(ExitCode.ERROR);
        assertThat(run.err()).contains("environment local is local: it takes nothing from Terraform modules");
    }

    @Test
    void whereTheModulesAreMustBeSaidSomewhere() {
        Run run = here("inputs", "refresh", "-e", "dev");

        assertThat(run.code()).isEqualTo(ExitCode.ERROR);
        assertThat(run.err()).contains("where are the modules?", "inputs.folder in environments/dev.yaml");
    }

    @Test
    void everyInputIsShownWithItsPlace() {
        Run run = here("inputs", "show", "-e", "dev");

        assertThat(run.out())
                .contains("aws_account_id: 111122223333  <- environments/dev.yaml:")
                .contains("autoscaling.gateway.max_replicas: 10  <- environments/platform.yaml:")
                .containsPattern(
                        "sqs_queue_urls.judge: \\S+  <- fixtures/\\S+/sqs.json:[0-9]+ \\(output queue_urls of module sqs\\)")
                .containsPattern(
                        "cluster_ca_certificate: \\S{24}\\.\\.\\. \\([0-9]+ characters, sha256:[0-9a-f]{12}\\)");
        assertThat(here("inputs", "show", "-e", "dev", "tags").out().lines()).hasSize(3);
    }

    /** The headline and what follows it come before anything is rendered, which this cluster is not good for. */
    @Test
    void aPlanWarnsOfOldInputsAndNamesThoseThatMovedSinceTheLastDeploy() throws Exception {
        try (PretendedCluster cluster = new PretendedCluster()) {
            project.with(
                    "dev",
                    "target: eks",
                    "target: eks\ncluster_endpoint: " + cluster.url().replace("http:", "https:"));
            Path documents = folder.resolve("documents");
            ProjectCopy.copy(Path.of("fixtures/terraform-outputs/dev"), documents);
            try (Stream<Path> files = Files.list(documents)) {
                for (Path file : files.toList()) {
                    replace(file, "\"synthetic\": true", "\"synthetic\": false");
                }
            }
            assertThat(here("inputs", "refresh", "-e", "dev", "--from", documents.toString())
                            .code())
                    .isEqualTo(ExitCode.DONE);
            Path kept = project.workspace().environments().resolve("dev.inputs.json");
            Files.writeString(
                    kept,
                    Files.readString(kept).replaceFirst("\"at\" : \"[^\"]*\"", "\"at\" : \"2026-01-01T00:00:00Z\""));
            Path state = Files.createDirectories(project.workspace().stateOf("dev"));
            Files.writeString(state.resolve("last-inputs.json"), """
                    {"clusterUid": "uid-of-kube-system", "values": {"vpc_id": "vpc-00000000000000000"}}""");

            Run plan = here(
                    "plan",
                    "-e",
                    "dev",
                    "--kubeconfig",
                    cluster.kubeconfig(folder).toString());

            assertThat(plan.out())
                    .contains("  warning: inputs are stale: refreshed ")
                    .contains("Inputs that moved since the last deploy from here:")
                    .contains("  vpc_id: vpc-00000000000000000 -> vpc-01a7e71c0ffee0001\n");
            assertThat(cluster.writes()).isEmpty();
        }
    }

    private void refreshFrom(String name) {
        assertThat(here("inputs", "refresh", "-e", name, "--from", "fixtures/terraform-outputs")
                        .code())
                .isEqualTo(ExitCode.DONE);
    }

    private Run here(String... arguments) {
        return Run.asProcess(project.workspace(), arguments);
    }

    /** A process whose PATH begins with the executable that pretends. */
    private Run process(String... arguments) throws Exception {
        Workspace workspace = project.workspace();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-Dplumbline.root=" + workspace.root(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        Path out = Files.createTempFile(folder, "out", "");
        Path err = Files.createTempFile(folder, "err", "");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().merge("PATH", modules.tool().getParent().toString(), (old, own) -> own + ":" + old);
        builder.environment().put("XDG_STATE_HOME", folder.resolve("state").toString());
        builder.environment().put("XDG_CACHE_HOME", folder.resolve("cache").toString());
        Files.createDirectories(folder.resolve("state"));
        Process process = builder.start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Run(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    private static String content(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void replace(Path file, String text, String by) throws IOException {
        Files.writeString(file, Files.readString(file).replace(text, by));
    }
}
