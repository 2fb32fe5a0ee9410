package dev.plumbline.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The {@code docker} command: it knows the user's contexts and hosts, and answers in a few milliseconds. */
final class DockerCommand {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** Standard output of a command that ended well; its exit code and both outputs otherwise. */
    record Answer(int code, String output, String error) {
        boolean good() {
            return code == 0;
        }

        List<String> lines() {
            return output.lines().filter(line -> !line.isBlank()).toList();
        }
    }

    /** @throws LocalClusterException unless it ends with 0 */
    Answer run(String... arguments) {
        Answer answer = attempt(arguments);
        if (!answer.good()) {
            throw new LocalClusterException("docker %s ended with %d: %s"
                    .formatted(
                            String.join(" ", arguments),
                            answer.code(),
                            answer.error().strip()));
        }
        return answer;
    }

    Answer attempt(String... arguments) {
        List<String> command = new ArrayList<>(List.of("docker"));
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command).start();
            process.getOutputStream().close();
            // Both pipes are emptied at the same time, or a full one would hold the process up.
            CompletableFuture<String> error = CompletableFuture.supplyAsync(() -> text(process.getErrorStream()));
            CompletableFuture<String> output = CompletableFuture.supplyAsync(() -> text(process.getInputStream()));
            if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return new Answer(124, "", "no answer within " + LIMIT.toSeconds() + " s");
            }
            return new Answer(process.exitValue(), output.join(), error.join());
        } catch (IOException missing) {
            return new Answer(127, "", "there is no docker command: " + missing.getMessage());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new LocalClusterException("interrupted while waiting for docker", interrupted);
        }
    }

    /** Whether a daemon answers. @throws LocalClusterException if one is there and refuses this user */
    boolean answers() {
        Answer answer = attempt("version", "--format", "{{.Server.Version}}");
        if (answer.error().contains("permission denied")) {
            throw new LocalClusterException(
                    "the Docker daemon refuses this user: %s\nnext: sudo usermod -aG docker \"$USER\", log in again, and run the same command"
                            .formatted(answer.error().strip()));
        }
        return answer.good();
    }

    boolean hasImage(String reference) {
        return attempt("image", "inspect", "--format", "{{.Id}}", reference).good();
    }

    private static String text(java.io.InputStream stream) {
        try (stream) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            return "";
        }
    }
}
