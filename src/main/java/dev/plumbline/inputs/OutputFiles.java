package dev.plumbline.inputs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Documents that somebody else had written: {@code MODULE.json}.
 *
 * @param folder holds them
 */
public record OutputFiles(Path folder) implements OutputSource {

    /** @param given holds the documents, or a folder per environment that does */
    public static OutputFiles of(Path given, String environment) {
        Path own = given.resolve(environment);
        return new OutputFiles(Files.isDirectory(own) ? own : given);
    }

    @Override
    public Answer ask(String module) {
        Path file = folder.resolve(module + ".json");
        try {
            return new Answer.Document(Files.readString(file, StandardCharsets.UTF_8), file.toString());
        } catch (IOException unreadable) {
            return new Answer.None(
                    Files.exists(file)
                            ? "%s cannot be read as text".formatted(file)
                            : "no file %s; write it with: terraform output -json".formatted(file));
        }
    }

    @Override
    public String tool() {
        return "files of " + folder;
    }
}
