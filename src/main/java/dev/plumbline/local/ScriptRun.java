package dev.plumbline.local;

import dev.plumbline.redact.Redactor;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * One script, or command, that runs now: its output goes to a log file, its last line is there to be shown.
 *
 * <p>Ends with the process; {@link #stop()} ends the process and all its children.
 */
final class ScriptRun {
    /** A proxy's password in a URL, for example; a script is given no other secret. */
    private final Redactor redactor = new Redactor();

    private final Process process;
    private final Path log;
    private volatile String lastLine = "";

    private ScriptRun(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    static ScriptRun start(List<String> command, Map<String, String> environment, Path log) {
        try {
            Files.createDirectories(log.getParent());
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().putAll(environment);
            Process process = builder.start();
            process.getOutputStream().close();
            return new ScriptRun(process, log);
        } catch (IOException refused) {
            throw new UncheckedIOException("cannot start " + command, refused);
        }
    }

    /** The last line that the script has written, empty at first. */
    String lastLine() {
        return lastLine;
    }

    /** Reads until the script ends. @return its exit code */
    int await() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
                var writer = Files.newBufferedWriter(log)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                writer.write(redactor.redact(line));
                writer.newLine();
                writer.flush();
                if (!line.isBlank()) {
                    lastLine = line.strip();
                }
            }
            return process.waitFor();
        } catch (IOException broken) {
            stop();
            return -1;
        } catch (InterruptedException interrupted) {
            stop();
            Thread.currentThread().interrupt();
            return -1;
        }
    }

    void stop() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
    }

    /** The end of the log, for a message. */
    static List<String> tail(Path log, int lines) {
        try {
            List<String> all = Files.readAllLines(log);
            return all.subList(Math.max(0, all.size() - lines), all.size());
        } catch (IOException unreadable) {
            return List.of();
        }
    }
}
