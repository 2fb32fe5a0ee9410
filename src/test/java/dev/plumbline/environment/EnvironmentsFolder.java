package dev.plumbline.environment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A project of two services, {@code front} and {@code worker}, that a test may spoil: the platform of this project has five others, so
 * whatever works for both hard-wires neither.
 *
 * @param project holds the folder {@code environments}
 */
record EnvironmentsFolder(Path project) {
    private static final Path ORIGINAL = Path.of("src/test/resources/two-services/environments");

    static EnvironmentsFolder in(Path project) {
        EnvironmentsFolder folder = new EnvironmentsFolder(project);
        try (Stream<Path> files = Files.list(ORIGINAL)) {
            Files.createDirectories(folder.path());
            for (Path file : files.toList()) {
                Files.copy(file, folder.path().resolve(file.getFileName()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return folder;
    }

    Path path() {
        return project.resolve("environments");
    }

    /** Replaces the one place where {@code text} stands. */
    EnvironmentsFolder replace(String file, String text, String by) {
        String content = read(file);
        if (content.split(java.util.regex.Pattern.quote(text), -1).length != 2) {
            throw new IllegalArgumentException("\"" + text + "\" does not stand exactly once in " + file);
        }
        return write(file, content.replace(text, by));
    }

    EnvironmentsFolder append(String file, String lines) {
        return write(file, read(file) + lines);
    }

    EnvironmentsFolder write(String file, String content) {
        try {
            Path path = path().resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, content);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String read(String file) {
        try {
            return Files.readString(path().resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Environment load(String name) {
        return load(name, TerraformInputs.none());
    }

    Environment load(String name, TerraformInputs source) {
        return EnvironmentLoader.load(path(), name, source);
    }

    /** What is wrong with an environment, one line per problem; none if it loads. */
    List<String> problems(String name) {
        return problems(name, TerraformInputs.none());
    }

    List<String> problems(String name, TerraformInputs source) {
        try {
            load(name, source);
            return List.of();
        } catch (EnvironmentException e) {
            return e.problems().stream().map(Problem::toString).toList();
        }
    }
}
