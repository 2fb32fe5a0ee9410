package dev.plumbline.bench;

import dev.plumbline.deploy.DeployException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * What a person asks of a platform that is as it should be, from a new JVM each time: a deploy that has nothing to do, live drift looked
 * for, against one that only says its version; and a verification.
 */
final class QuietBench {
    private static final Duration TARGET = Duration.ofMillis(2_500);
    private static final Duration VERIFY_TARGET = Duration.ofSeconds(10);
    private static final Duration HANGS = Duration.ofMinutes(2);

    private final Path launcher;
    private final PersonFolders folders;

    QuietBench(Path root, PersonFolders folders) {
        this.launcher = root.resolve("plumbline");
        this.folders = folders;
    }

    Figure measure(int rounds) {
        // the first one after a deploy by another process renders, and remembers
        run("deploy");
        List<Duration> deploys = new ArrayList<>();
        List<Duration> floors = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            floors.add(run("--version"));
            deploys.add(run("deploy"));
        }
        Duration deploy = Figure.median(deploys);
        return new Figure(
                "no-op",
                deploy.compareTo(TARGET) <= 0,
                List.of(
                        "%s with drift detection, from a cold JVM (median of %d); target at most %s"
                                .formatted(Figure.seconds(deploy), rounds, Figure.seconds(TARGET)),
                        String.format(
                                Locale.ROOT,
                                "best %s; a JVM that says its version takes %s",
                                Figure.seconds(deploys.stream()
                                        .min(Duration::compareTo)
                                        .orElseThrow()),
                                Figure.seconds(Figure.median(floors)))));
    }

    /** A verification that reads only. */
    Figure verification(int rounds) {
        List<Duration> runs = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            runs.add(run("verify"));
        }
        Duration verify = Figure.median(runs);
        return new Figure(
                "verify",
                verify.compareTo(VERIFY_TARGET) <= 0,
                List.of("%s reading only, from a cold JVM (median of %d); target at most %s"
                        .formatted(Figure.seconds(verify), rounds, Figure.seconds(VERIFY_TARGET))));
    }

    private Duration run(String command) {
        ProcessBuilder builder = new ProcessBuilder(launcher.toString(), command).redirectErrorStream(true);
        folders.into(builder.environment());
        long start = System.nanoTime();
        try {
            Path output = Files.createTempFile("plumbline-bench", ".txt");
            Process process = builder.redirectOutput(output.toFile()).start();
            boolean ended = process.waitFor(HANGS.toSeconds(), TimeUnit.SECONDS);
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            String said = Files.readString(output);
            Files.delete(output);
            if (!ended || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new DeployException("plumbline %s did not end well:\n%s".formatted(command, said));
            }
            if (command.equals("deploy") && !said.contains("\nNothing to change; everything is ready")) {
                throw new DeployException("the deploy that should have had nothing to do had something:\n" + said);
            }
            return took;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new DeployException("interrupted");
        }
    }
}
