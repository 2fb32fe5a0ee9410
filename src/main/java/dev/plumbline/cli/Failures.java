package dev.plumbline.cli;

import dev.plumbline.chart.ChartException;
import dev.plumbline.cluster.ClusterException;
import dev.plumbline.deploy.DeployException;
import dev.plumbline.environment.EnvironmentException;
import dev.plumbline.harness.Workspace;
import dev.plumbline.helm.HelmException;
import dev.plumbline.inputs.InputsException;
import dev.plumbline.local.LocalClusterException;
import dev.plumbline.readiness.UnknownKindException;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Turns an exception into what a person reads. Ours explain themselves; any other is a defect, and its trace goes to a file. */
final class Failures implements IExecutionExceptionHandler {
    private static final List<Class<? extends Exception>> EXPLAINED = List.of(
            EnvironmentException.class,
            ChartException.class,
            HelmException.class,
            ClusterException.class,
            DeployException.class,
            InputsException.class,
            LocalClusterException.class,
            UnknownKindException.class);

    private final Workspace workspace;

    Failures(Workspace workspace) {
        this.workspace = workspace;
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine commandLine, ParseResult parsed) {
        PrintWriter err = commandLine.getErr();
        if (EXPLAINED.contains(failure.getClass())) {
            err.println("error: " + failure.getMessage());
        } else if (failure instanceof KubernetesClientException refused) {
            err.println("error: the cluster does not answer, or refuses: " + refused.getMessage());
            err.println("  look    is it still up, and may this user do that? kubectl auth can-i --list");
        } else if (failure instanceof UncheckedIOException machine) {
            err.println("error: " + machine.getMessage() + " (" + machine.getCause() + ")");
        } else {
            err.println("error: " + failure);
            err.println("  this is a defect of plumbline" + traceFile(failure));
        }
        err.flush();
        return ExitCode.ERROR;
    }

    private String traceFile(Exception failure) {
        try {
            Files.createDirectories(workspace.state());
            Path file = Files.createTempFile(workspace.state(), "error-", ".txt");
            StringWriter trace = new StringWriter();
            failure.printStackTrace(new PrintWriter(trace, true));
            Files.writeString(file, workspace.redactor().redact(trace.toString()));
            return "; its trace: " + file;
        } catch (IOException unwritable) {
            return "; its trace could not be written: " + unwritable.getMessage();
        }
    }
}
