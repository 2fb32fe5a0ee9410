package dev.plumbline.helm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.helm.worker.Answer;
import dev.plumbline.helm.worker.Request;
import dev.plumbline.helm.worker.Request.Operation;
import dev.plumbline.helm.worker.WorkerMain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Helm inside another program: a process that bears the program's name. Helm calls itself after its process, and so does whatever it
 * writes.
 */
public final class ProviderHelm implements AutoCloseable {
    private static final Duration PLENTY = Duration.ofMinutes(2);

    private final Path folder;
    private final Worker worker;

    /** @param folder for its files, the native library among them */
    public ProviderHelm(String program, Path folder) {
        this.folder = folder;
        try {
            Path launcher = Files.createSymbolicLink(
                    folder.resolve(program), Path.of(System.getProperty("java.home"), "bin", "java"));
            ProcessBuilder builder = new ProcessBuilder(List.of(
                    launcher.toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "-Djava.io.tmpdir=" + folder,
                    "-cp",
                    System.getProperty("java.class.path"),
                    WorkerMain.class.getName()));
            builder.environment().clear();
            builder.environment()
                    .putAll(Map.of("LC_ALL", "C.UTF-8", "HOME", folder.toString(), "TMPDIR", folder.toString()));
            this.worker = new Worker(builder.start());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** As {@code helm_release} does; nothing is waited for. */
    public void install(ReleaseSpec spec, Path kubeconfig) {
        try (ValuesFile values = ValuesFile.write(folder.resolve("values"), spec.values())) {
            Answer answer = worker.call(
                    new Request(
                            Operation.INSTALL,
                            spec.id().name(),
                            spec.id().namespace(),
                            spec.chart().path().toAbsolutePath().toString(),
                            values.path().toString(),
                            kubeconfig.toAbsolutePath().toString(),
                            ""),
                    System.nanoTime() + PLENTY.toNanos());
            assertThat(answer.succeeded())
                    .as("%s: %s", spec.id(), answer.text())
                    .isTrue();
        } catch (WorkerLost lost) {
            throw new AssertionError(lost);
        }
    }

    @Override
    public void close() {
        worker.close();
    }
}
