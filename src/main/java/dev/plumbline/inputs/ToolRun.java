package dev.plumbline.inputs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/** One call of a program that may hang: it has a deadline, and everything that it started ends with it. What it says stays in memory. */
final class ToolRun {
    /** A module's outputs are a few kilobytes; whoever writes more is not answering. */
    private static final int MOST = 8 * 1024 * 1024;

    /** Of a document of outputs, which no complaint may repeat: any of its values may be a secret. */
    private static final Pattern OUTPUTS = Pattern.compile("\\\\?\"(value|sensitive)\\\\?\"\\s*:");

    private static final int LAST_LINES = 15;
    /** For what ends at the same moment as the program; whoever holds the pipe longer is not waited for. */
    private static final Duration AFTERWARDS = Duration.ofSeconds(2);

    /**
     * @param output of a program that ended with 0; empty otherwise
     * @param explanation how it ended, and the end of what it complained; empty if it succeeded
     */
    record Result(boolean succeeded, String output, String explanation) {
        static Result failed(String explanation) {
            return new Result(false, "", explanation);
        }
    }

    private ToolRun() {}

    static Result of(List<String> command, Path folder, Map<String, String> environment, Duration deadline) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        // a trace would repeat what the program reads, secrets too
        builder.environment().keySet().removeIf(name -> name.startsWith("TF_LOG"));
        builder.environment().putAll(environment);
        ExecutorService readers = Executors.newFixedThreadPool(2, task -> {
            Thread thread = new Thread(task, "output of " + command.get(0));
            thread.setDaemon(true);
            return thread;
        });
        try {
            Process process = builder.start();
            try {
                process.getOutputStream().close();
                // both pipes are emptied at the same time, or a full one would hold the program up
                CompletableFuture<String> output =
                        CompletableFuture.supplyAsync(() -> text(process.getInputStream()), readers);
                CompletableFuture<String> complaint =
                        CompletableFuture.supplyAsync(() -> text(process.getErrorStream()), readers);
                boolean ended = process.waitFor(deadline.toMillis(), TimeUnit.MILLISECONDS);
                end(process);
                return result(ended, process, deadline, soon(output), soon(complaint));
            } finally {
                end(process);
            }
        } catch (IOException missing) {
            return Result.failed("did not start: is %s installed, and on PATH?".formatted(command.get(0)));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Result.failed("was interrupted");
        } finally {
            readers.shutdownNow();
        }
    }

    private static Result result(boolean ended, Process process, Duration deadline, String output, String complaint) {
        if (!ended) {
            return Result.failed(
                    "gave no answer within %d s and was ended".formatted(deadline.toSeconds()) + last(complaint));
        }
        if (process.exitValue() != 0) {
            return Result.failed("ended with %d".formatted(process.exitValue()) + last(complaint));
        }
        return output.length() >= MOST
                ? Result.failed("said more than %d MiB, which no outputs are".formatted(MOST / 1024 / 1024))
                : new Result(true, output, "");
    }

    /** Terragrunt starts Terraform, which starts providers. Through its handle: the process itself would close what is still read. */
    private static void end(Process process) {
        List<ProcessHandle> started = process.descendants().toList();
        process.toHandle().destroyForcibly();
        started.forEach(ProcessHandle::destroyForcibly);
    }

    private static String soon(CompletableFuture<String> text) throws InterruptedException {
        try {
            return text.get(AFTERWARDS.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException held) {
            return "";
        }
    }

    private static String text(InputStream stream) {
        try (stream) {
            String text = new String(stream.readNBytes(MOST), StandardCharsets.UTF_8);
            stream.transferTo(java.io.OutputStream.nullOutputStream());
            return text;
        } catch (IOException closed) {
            return "";
        }
    }

    /** Where outputs are shown, a value may go on in lines that look like nothing: then none of them is repeated. */
    private static String last(String complaint) {
        if (OUTPUTS.matcher(complaint).find()) {
            return ":\n| (outputs, left out)";
        }
        List<String> lines = complaint.lines().filter(line -> !line.isBlank()).toList();
        StringBuilder text = new StringBuilder(lines.isEmpty() ? ", without a word" : ":");
        lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size())
                .forEach(line -> text.append("\n| ").append(line));
        return text.toString();
    }
}
