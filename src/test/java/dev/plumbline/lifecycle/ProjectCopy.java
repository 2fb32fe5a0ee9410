package dev.plumbline.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.harness.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What a person edits, copied into a folder of its own, so that a test may edit it too. Caches are shared, state is not. */
record ProjectCopy(Workspace workspace) {
    private static final List<String> INPUTS =
            List.of("environments", "charts", "fixtures/charts", "fixtures/terraform-outputs");

    static ProjectCopy in(Path folder) {
        Workspace process = Workspace.ofProcess();
        INPUTS.forEach(input ->
                copy(process.root().resolve(input), folder.resolve("project").resolve(input)));
        return new ProjectCopy(new Workspace(folder.resolve("project"), process.cache(), folder.resolve("state")));
    }

    /** Replaces a piece of a file that must be in it exactly once. */
    ProjectCopy with(String file, String piece, String other) {
        Path path = workspace.root().resolve(file);
        try {
            String text = Files.readString(path);
            assertThat(text.split(java.util.regex.Pattern.quote(piece), -1))
                    .as("pieces of %s around \"%s\"", file, piece)
                    .hasSize(2);
            Files.writeString(path, text.replace(piece, other));
            return this;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Adds a top-level key to {@code environments/local.yaml}. */
    ProjectCopy withLocal(String lines) {
        return with("environments/local.yaml", "environment: local\n", "environment: local\n" + lines + "\n");
    }

    private static void copy(Path from, Path to) {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
