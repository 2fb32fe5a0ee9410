package dev.plumbline.inputs;

import dev.plumbline.environment.InputSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Folders of the seven modules, and an executable in the place of Terragrunt: no Terraform can be had where these tests run. It prints
 * the module's document of the fixtures, unless the module's folder holds a script of its own.
 *
 * @param root holds the folders
 */
public record FakeModules(Path root) {
    private static final Path DOCUMENTS =
            Path.of("fixtures/terraform-outputs/dev").toAbsolutePath();

    public static FakeModules in(Path folder) {
        FakeModules modules = new FakeModules(folder.resolve("live"));
        for (String module : InputSettings.moduleNames()) {
            modules.write(modules.root.resolve(module).resolve("terragrunt.hcl"), "");
        }
        modules.write(modules.tool(), """
                #!/bin/bash
                [ "$1" = --version ] && { echo "terragrunt version v0.0.0-fake"; exit; }
                [ "$*" = "output -json" ] || { echo "unexpected: $*" >&2; exit 64; }
                [ -e ./own.sh ] && exec bash ./own.sh
                cat "%s/$(basename "$PWD").json"
                """.formatted(DOCUMENTS));
        try {
            Files.setPosixFilePermissions(modules.tool(), PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return modules;
    }

    /** The executable, in a folder that a PATH may hold. */
    public Path tool() {
        return root.resolveSibling("bin").resolve("terragrunt");
    }

    /** What a module does instead of answering well. */
    public FakeModules when(String module, String script) {
        write(root.resolve(module).resolve("own.sh"), script);
        return this;
    }

    /** The module's document with one text in another's place. */
    public FakeModules saying(String module, String text, String by) {
        try {
            String document = Files.readString(DOCUMENTS.resolve(module + ".json"));
            if (!document.contains(text)) {
                throw new IllegalArgumentException(text + " is not in the document of " + module);
            }
            write(root.resolve(module).resolve("own.json"), document.replace(text, by));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return when(module, "cat own.json");
    }

    private void write(Path file, String content) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
