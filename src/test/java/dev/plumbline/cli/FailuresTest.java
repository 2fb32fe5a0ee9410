package dev.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.chart.ChartException;
import dev.plumbline.cluster.ClusterException;
import dev.plumbline.deploy.DeployException;
import dev.plumbline.harness.Workspace;
import dev.plumbline.helm.HelmException;
import dev.plumbline.local.LocalClusterException;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class FailuresTest {
    @TempDir
    Path state;

    @ParameterizedTest
    @MethodSource
    void ourOwnExceptionsSpeakForThemselves(Exception explained) throws IOException {
        assertThat(told(explained)).isEqualTo("error: what, where and what to do\n");
        assertThat(traces()).isEmpty();
    }

    static Stream<Exception> ourOwnExceptionsSpeakForThemselves() {
        String message = "what, where and what to do";
        return Stream.of(
                new ChartException(message),
                new HelmException(message),
                new ClusterException(message),
                new DeployException(message),
                new LocalClusterException(message));
    }

    @Test
    void aClusterThatRefusesInTheMiddleIsNoDefectOfOurs() throws IOException {
        assertThat(told(new KubernetesClientException("secrets is forbidden: User \"u\" cannot list", 403, null)))
                .contains("secrets is forbidden: User \"u\" cannot list")
                .contains("kubectl auth can-i")
                .doesNotContain("defect");
        assertThat(traces()).isEmpty();
    }

    @Test
    void aFullDiskIsNoDefectOfOurs() throws IOException {
        assertThat(told(new UncheckedIOException("cannot write the journal to /x", new IOException("No space left"))))
                .contains("cannot write the journal to /x")
                .contains("No space left")
                .doesNotContain("defect");
    }

    @Test
    void anythingElseIsADefectWithItsTraceInAFile() throws IOException {
        String told = told(new IllegalStateException("impossible"));

        assertThat(traces()).hasSize(1);
        assertThat(told)
                .contains("error: java.lang.IllegalStateException: impossible")
                .contains("this is a defect of plumbline; its trace: " + traces().get(0))
                .doesNotContain("\tat ");
        assertThat(traces().get(0)).content().contains("\tat dev.plumbline.cli.FailuresTest");
    }

    @Test
    void aDefectIsToldEvenWhenItsTraceCannotBeWritten() throws IOException {
        Path file = Files.createFile(state.resolve("a-file"));

        assertThat(told(new IllegalStateException("impossible"), file))
                .contains("impossible")
                .contains("its trace could not be written");
    }

    private String told(Exception failure) {
        return told(failure, state.resolve("state"));
    }

    private String told(Exception failure, Path stateFolder) {
        StringWriter err = new StringWriter();
        CommandLine commandLine = new CommandLine(CommandLine.Model.CommandSpec.create());
        commandLine.setErr(new PrintWriter(err));
        int code = new Failures(new Workspace(state, state, stateFolder))
                .handleExecutionException(failure, commandLine, null);
        assertThat(code).isEqualTo(ExitCode.ERROR);
        return err.toString();
    }

    private List<Path> traces() throws IOException {
        if (!Files.isDirectory(state.resolve("state"))) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(state.resolve("state"))) {
            return files.toList();
        }
    }
}
