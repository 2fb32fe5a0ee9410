package dev.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.cluster.PretendedCluster;
import dev.plumbline.deploy.Journal;
import dev.plumbline.deploy.JournalEntry;
import dev.plumbline.deploy.StepState;
import dev.plumbline.harness.RunFiles;
import dev.plumbline.harness.Workspace;
import dev.plumbline.redact.Canary;
import dev.plumbline.report.CheckResult;
import dev.plumbline.report.EvidenceTier;
import dev.plumbline.report.Level;
import dev.plumbline.report.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets are planted where they may stand; then whole commands run, pass or fail, and everything they leave is searched for them. */
class SecretsStayInsideTest {
    private static final Canary SECRET = Canary.in("secret-data");
    private static final Canary PLAIN = Canary.in("string-data");
    private static final Canary VARIABLE = Canary.in("env");
    private static final Canary ARGUMENT = Canary.in("args");
    private static final Canary ANNOTATION = Canary.in("annotation");
    private static final Canary TOKEN = Canary.in("kubeconfig-token");
    private static final Canary KEY = Canary.in("client-key");
    private static final List<Canary> ALL = List.of(SECRET, PLAIN, VARIABLE, ARGUMENT, ANNOTATION, TOKEN, KEY);

    private final PretendedCluster server = new PretendedCluster();

    @TempDir
    Path folder;

    private Workspace workspace;

    @BeforeEach
    void copyTheProject() throws Exception {
        Workspace copy = ProjectCopy.in(folder).workspace();
        for (String charts : List.of("charts", "fixtures/charts")) {
            ProjectCopy.copy(Path.of(charts), copy.root().resolve(charts));
        }
        // the native library is kept between runs
        workspace = new Workspace(copy.root(), Path.of("target/cache"), copy.state());
    }

    @AfterEach
    void nothingGotOut() {
        server.close();
        if (Files.exists(workspace.state())) {
            Canary.noneIsBelow(workspace.state(), ALL, file -> true);
        }
    }

    @Test
    void manifestsArePrintedWithoutThem() throws Exception {
        plant();

        Run run = Run.asProcess(workspace, "render", "gateway-service");

        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
        assertThat(run.out())
                .contains(
                        "name: planted",
                        "data: [redacted]",
                        "--password=[redacted]",
                        "example.com/api-token:",
                        "name: DB_PASSWORD")
                .contains("name: gateway-service");
        nothingIn(run);
    }

    @Test
    void aChartThatRefusesItsValuesRepeatsNone() throws Exception {
        Files.writeString(
                workspace.root().resolve("charts/llm-judge-service/templates/refusal.yaml"),
                "{{ fail \"password=%s is refused; Authorization: Bearer %s\" }}"
                        .formatted(SECRET.value(), TOKEN.value()));

        Run run = Run.asProcess(workspace, "render");

        assertThat(run.code()).isEqualTo(ExitCode.ERROR);
        assertThat(run.err()).contains("is refused").contains("[redacted]");
        nothingIn(run);
    }

    @Test
    void aServerThatRepeatsOurCredentialsIsNotRepeated() throws Exception {
        server.refusing(
                "GET",
                "/api/v1/namespaces/kube-system",
                403,
                "who is %s, with the key %s?".formatted(TOKEN.value(), KEY.base64()));

        Run run = Run.asProcess(workspace, "outputs", "-e", "dev", "--kubeconfig", kubeconfig());

        assertThat(run.code()).isEqualTo(ExitCode.ERROR);
        assertThat(run.err()).contains("who is [redacted], with the key [redacted]?");
        nothingIn(run);
    }

    @Test
    void theJournalIsWrittenWithoutThemAndStaysReadable() {
        workspace.redactor().register(SECRET.value());
        JournalEntry entry = new JournalEntry(
                "gateway-service",
                "update",
                StepState.Phase.FAILED,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "it said \"%s\" and {\"SecretAccessKey\":\"%s\"}".formatted(SECRET.base64(), PLAIN.value()));
        RunFiles files = new RunFiles(workspace, "local");

        files.write(new Journal("local", "uid", Instant.EPOCH, Duration.ofSeconds(1), List.of(entry)));

        assertThat(files.journal("uid").orElseThrow().steps().get(0).detail()).startsWith("it said \"[redacted]\"");
    }

    @Test
    void aDefectsTraceIsWrittenWithoutThem() throws Exception {
        workspace.redactor().register(SECRET.value());
        Files.createDirectories(workspace.state());

        Run run = Run.asProcess(workspace, () -> new Failures(workspace)
                .handleExecutionException(
                        new IllegalStateException("cannot parse " + SECRET.value()),
                        Main.commandLine(workspace),
                        null));

        assertThat(run.code()).isEqualTo(ExitCode.ERROR);
        assertThat(run.err()).contains("cannot parse [redacted]");
        nothingIn(run);
        assertThat(workspace.state()).isDirectoryContaining("glob:**error-*");
    }

    @Test
    void reportsAreWrittenWithoutThem() throws Exception {
        workspace.redactor().register(SECRET.value());
        Path xml = workspace.state().resolve("junit.xml");
        CheckResult red = new CheckResult(
                "SEC-001",
                "a check",
                Level.MUST,
                "live:local",
                "gateway",
                EvidenceTier.EMULATOR,
                new Outcome.Failed("expected none, found %s and %s".formatted(SECRET.value(), SECRET.base64())),
                Duration.ZERO);

        Run run = Run.of(() -> {
            new VerifyReports(Optional.of(xml), true, workspace.redactor())
                    .write(new Terminal(), "plumbline live:local", List.of(), List.of(red));
            return 0;
        });

        assertThat(xml).content().contains("expected none, found [redacted] and [redacted]");
        nothingIn(run);
    }

    private static void nothingIn(Run run) {
        ALL.forEach(canary -> {
            canary.isNotIn(run.out(), "standard output");
            canary.isNotIn(run.err(), "standard error");
        });
    }

    private String kubeconfig() throws IOException {
        return Files.writeString(folder.resolve("kubeconfig"), """
                        apiVersion: v1
                        kind: Config
                        current-context: planted
                        clusters: [{name: planted, cluster: {server: "%s"}}]
                        contexts: [{name: planted, context: {cluster: planted, user: planted}}]
                        users: [{name: planted, user: {token: "%s", password: "%s"}}]
                        """.formatted(server.url(), TOKEN.value(), KEY.value()))
                .toString();
    }

    /** Everywhere in what the shared chart renders. */
    private void plant() throws IOException {
        Path templates = workspace.root().resolve("charts/llm-judge-service/templates");
        Files.writeString(templates.resolve("planted.yaml"), """
                apiVersion: v1
                kind: Secret
                metadata: {name: planted}
                data: {password: %s}
                stringData:
                  dsn: %s
                ---
                apiVersion: v1
                kind: ConfigMap
                metadata:
                  name: repeats
                  annotations: {example.com/api-token: "%s"}
                data:
                  line: "the data are %s and %s, the variable %s"
                """.formatted(
                SECRET.base64(), PLAIN.value(), ANNOTATION.value(), SECRET.value(), PLAIN.base64(), VARIABLE.value()));
        Path deployment = templates.resolve("deployment.yaml");
        String env = "          env:\n";
        String text = Files.readString(deployment);
        assertThat(text).contains(env);
        Files.writeString(
                deployment,
                text.replace(
                        env, """
                                  args: ["--password=%s"]
                                  env:
                                    - name: DB_PASSWORD
                                      value: %s
                        """.formatted(ARGUMENT.value(), VARIABLE.value()).indent(0)),
                StandardOpenOption.TRUNCATE_EXISTING);
    }
}
