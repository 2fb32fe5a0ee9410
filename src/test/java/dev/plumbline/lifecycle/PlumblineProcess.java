package dev.plumbline.lifecycle;

import dev.plumbline.harness.Workspace;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The command line in a process of its own, as a person starts it: with its exit code, and able to be killed. */
final class PlumblineProcess {
    /** Ends a test that hangs; every test has a bound of its own that is much lower. */
    private static final Duration HANGS = Duration.ofMinutes(4);

    private final Process process;
    private final long started = System.nanoTime();
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final CompletableFuture<Void> allRead;

    private PlumblineProcess(Process process) {
        this.process = process;
        this.allRead = CompletableFuture.runAsync(this::read);
    }

    /** How it ended: both output streams in one. */
    record Ended(int code, String output, Duration took) {}

    /** Starts {@code plumbline ARGUMENTS} in a workspace whose folders are named {@code plumbline}, as the variables want it. */
    static PlumblineProcess start(Workspace workspace, String... arguments) {
        return start(workspace, Map.of(), arguments);
    }

    /** @param variables of the environment, besides the folders' */
    static PlumblineProcess start(Workspace workspace, Map<String, String> variables, String... arguments) {
        List<String> command = java(workspace);
        command.add("dev.plumbline.cli.Main");
        command.addAll(List.of(arguments));
        return start(command, workspace, variables);
    }

    /**
     * Starts the suite without a command, as Maven does.
     *
     * @param properties of the system: which targets, and what may be done to them
     */
    static PlumblineProcess suite(Workspace workspace, Map<String, String> variables, Map<String, String> properties) {
        List<String> command = java(workspace);
        properties.forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.add(SuiteMain.class.getName());
        return start(command, workspace, variables);
    }

    private static List<String> java(Workspace workspace) {
        return new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dplumbline.root=" + workspace.root(),
                "-Dkubernetes.disable.autoConfig=true",
                "-cp",
                System.getProperty("java.class.path")));
    }

    private static PlumblineProcess start(List<String> command, Workspace workspace, Map<String, String> variables) {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment()
                .put("XDG_CACHE_HOME", workspace.cache().getParent().toString());
        builder.environment().putAll(variables);
        builder.environment()
                .put("XDG_STATE_HOME", workspace.state().getParent().toString());
        try {
            return new PlumblineProcess(builder.start());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static Ended run(Workspace workspace, String... arguments) {
        return start(workspace, arguments).end();
    }

    Ended end() {
        try {
            if (!process.waitFor(HANGS.toSeconds(), TimeUnit.SECONDS)) {
                kill();
                throw new AssertionError("plumbline did not end within %s; it said:\n%s".formatted(HANGS, output()));
            }
            Duration took = Duration.ofNanos(System.nanoTime() - started);
            allRead.join();
            return new Ended(process.exitValue(), output(), took);
        } catch (InterruptedException interrupted) {
            kill();
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while plumbline ran", interrupted);
        }
    }

    /** SIGKILL: nothing of it can react. */
    void kill() {
        process.destroyForcibly();
    }

    /** The Helm workers that it has started. */
    Stream<ProcessHandle> workers() {
        return process.descendants();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** What it has printed by now. */
    String output() {
        return String.join("\n", lines);
    }

    /** Waits for a time, or for its end if that comes first. */
    void letRun(Duration time) {
        try {
            process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while plumbline ran", interrupted);
        }
    }

    private void read() {
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            reader.lines().forEach(lines::add);
        } catch (IOException | UncheckedIOException killed) {
            // the stream breaks when the process is killed; what came before is kept
        }
    }
}
