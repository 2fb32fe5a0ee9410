package dev.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole commands, as far as they go without a cluster. */
class MainTest {
    @TempDir
    Path folder;

    private ProjectCopy project;

    @BeforeEach
    void copyTheProject() throws Exception {
        project = ProjectCopy.in(folder);
    }

    @ParameterizedTest
    @ValueSource(strings = {"plan", "deploy", "render", "outputs", "destroy", "status", "verify"})
    void aTypoInAnEnvironmentEndsEveryCommandWithFileLineAndWhatWasMeant(String command) throws Exception {
        int line = project.lineOf("local", "sns_topic_arns:");
        project.with("local", "sns_topic_arns:", "sns_topic_arn:");

        Run run = Run.of(project.workspace(), command);

        assertThat(run.code()).isEqualTo(ExitCode.ERROR);
        assertThat(run.err())
                .startsWith("error: environment local has")
                .contains("environments/local.yaml:" + line)
                .contains("sns_topic_arn")
                .contains("did you mean sns_topic_arns?")
                .doesNotContain("\tat ");
    }

    @Test
    void anEnvironmentThatIsNotThereIsAnsweredWithThoseThatAre() {
        Run run = Run.of(project.workspace(), "outputs", "-e", "stagin");

        assertThat(run.code()).isEqualTo(ExitCode.ERROR);
        assertThat(run.err())
                .contains("no environment \"stagin\"")
                .contains("did you mean staging?")
                .contains("prod");
    }

    @Test
    void aReleaseThatIsNotThereIsAnsweredWithThoseThatAre() {
        Run run = Run.of(project.workspace(), "render", "metric-server");

        assertThat(run.code()).isEqualTo(ExitCode.ERROR);
        assertThat(run.err())
                .contains("no release 'metric-server'")
                .contains("metrics-server, aws-load-balancer-controller")
                .contains("judge-service");
    }

    @Test
    void aLiveEnvironmentIsDestroyedOnlyWhenNamedTwice() throws Exception {
        Run run = Run.of(project.workspace(), "destroy", "-e", "prod", "--kubeconfig", unreachable());

        assertThat(run.code()).isEqualTo(ExitCode.ERROR);
        assertThat(run.err()).contains("destroying prod needs --confirm prod");
    }

    @Test
    void prodIsDeployedToOnlyWhenNamedTwice() throws Exception {
        Run run = Run.of(project.workspace(), "deploy", "-e", "prod", "--kubeconfig", unreachable());
        Run other = Run.of(
                project.workspace(), "deploy", "-e", "prod", "--confirm", "production", "--kubeconfig", unreachable());

        assertThat(run.code()).isEqualTo(ExitCode.ERROR);
        assertThat(run.err()).contains("deploying to prod needs --confirm prod");
        assertThat(other.err()).contains("deploying to prod needs --confirm prod");
    }

    @Test
    void anotherEnvironmentsNameConfirmsNothing() throws Exception {
        Run run = Run.of(
                project.workspace(), "destroy", "-e", "prod", "--confirm", "staging", "--kubeconfig", unreachable());

        assertThat(run.code()).isEqualTo(ExitCode.ERROR);
        assertThat(run.err()).contains("needs --confirm prod");
    }

    @Test
    void aLiveEnvironmentOfSyntheticValuesGoesNowhere() {
        Run run = Run.of(project.workspace(), "outputs", "-e", "dev");

        assertThat(run.code()).isEqualTo(ExitCode.ERROR);
        assertThat(run.err()).contains("environment dev holds synthetic values").contains("--terraform-outputs FOLDER");
    }

    @Test
    void theLocalEnvironmentNeverGoesToAGivenCluster() throws Exception {
        Run run = Run.of(project.workspace(), "outputs", "--kubeconfig", unreachable());

        assertThat(run.code()).isEqualTo(ExitCode.ERROR);
        assertThat(run.err()).contains("environment local goes to the cluster that ./plumbline up started");
    }

    @Test
    void aClusterThatDoesNotAnswerIsNamedWithItsAddress() throws Exception {
        Run run = Run.of(project.workspace(), "outputs", "-e", "dev", "--kubeconfig", unreachable());

        assertThat(run.code()).isEqualTo(ExitCode.ERROR);
        assertThat(run.err())
                .contains("cluster llm-judge-dev does not answer at https://127.0.0.1:1")
                .contains("look")
                .doesNotContain("defect");
    }

    @Test
    void aKubeconfigThatIsNotThereIsNamed() {
        Run run = Run.of(project.workspace(), "outputs", "-e", "dev", "--kubeconfig", folder + "/none.yaml");

        assertThat(run.code()).isEqualTo(ExitCode.ERROR);
        assertThat(run.err()).contains("cannot read kubeconfig " + folder.resolve("none.yaml"));
    }

    @Test
    void imagesAreListedWithWhatTheyStandFor() {
        Run run = Run.of(Run.project(), "images");

        assertThat(run.code()).isEqualTo(ExitCode.DONE);
        assertThat(run.out()).contains("plumbline.local/external-secrets").contains("upstream  ");
    }

    @Test
    void checksAreListedAsATable() {
        Run run = Run.of(Run.project(), "checks");

        assertThat(run.code()).isEqualTo(ExitCode.DONE);
        assertThat(run.out()).contains("HPA-001");
    }

    private String unreachable() throws Exception {
        return Files.writeString(folder.resolve("unreachable.yaml"), """
                        apiVersion: v1
                        kind: Config
                        current-context: none
                        clusters: [{name: none, cluster: {server: "https://127.0.0.1:1"}}]
                        contexts: [{name: none, context: {cluster: none, user: none}}]
                        users: [{name: none, user: {token: none}}]
                        """).toString();
    }

    /** The client's own thread never ends by itself while the client is in use. */
    @Test
    void anIdleHttpClientLeavesTheSystemAtTheEnd() throws Exception {
        ThreadGroup command = new ThreadGroup("a command");
        BlockingQueue<HttpClient> made = new ArrayBlockingQueue<>(1);
        new Thread(command, () -> made.add(HttpClient.newHttpClient())).start();
        HttpClient client = made.take();
        assertThat(selectors(command)).hasSize(1);
        Thread selector = selectors(command).get(0);

        Main.leaveTheSystem(command);

        // it has nothing to do but to end
        selector.join(Duration.ofSeconds(30).toMillis());
        assertThat(selector.isAlive()).isFalse();
        assertThat(client.version()).as("in use until here").isNotNull();
    }

    private static List<Thread> selectors(ThreadGroup group) {
        Thread[] threads = new Thread[group.activeCount() + 1];
        return Arrays.stream(threads, 0, group.enumerate(threads))
                .filter(thread -> thread.getName().contains("SelectorManager"))
                .toList();
    }
}
