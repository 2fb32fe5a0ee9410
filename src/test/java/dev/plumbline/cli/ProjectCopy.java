package dev.plumbline.cli;

import dev.plumbline.harness.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The project's environments in a folder of a test, to be spoilt. */
final class ProjectCopy {
    private final Workspace workspace;

    private ProjectCopy(Workspace workspace) {
        this.workspace = workspace;
    }

    static ProjectCopy in(Path folder) throws IOException {
        Path root = folder.resolve("project");
        for (String part : List.of("environments", "fixtures/terraform-outputs")) {
            copy(Path.of(part), root.resolve(part));
        }
        return new ProjectCopy(new Workspace(root, folder.resolve("cache"), folder.resolve("state")));
    }

    static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
    }

    Workspace workspace() {
        return workspace;
    }

    /** Replaces text of an environment's file. */
    ProjectCopy with(String environment, String old, String young) throws IOException {
        Path file = workspace.environments().resolve(environment + ".yaml");
        Files.writeString(file, Files.readString(file).replace(old, young));
        return this;
    }

    /** The line of an environment's file that begins with a text, from 1. */
    int lineOf(String environment, String start) throws IOException {
        List<String> lines = Files.readAllLines(workspace.environments().resolve(environment + ".yaml"));
        return lines.indexOf(lines.stream()
                        .filter(line -> line.startsWith(start))
                        .findFirst()
                        .orElseThrow())
                + 1;
    }
}
