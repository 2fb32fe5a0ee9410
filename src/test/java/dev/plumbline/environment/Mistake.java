package dev.plumbline.environment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * One block of {@code mistakes.txt}.
 *
 * @param environment what is loaded
 * @param file where the mistake is
 * @param original what the file says; empty = the mistake is appended
 * @param written what it says instead; empty = the lines are gone
 * @param problems what is reported, all of it
 */
record Mistake(String environment, String file, String original, String written, List<String> problems) {
    private static final Path TABLE = Path.of("src/test/resources/two-services/mistakes.txt");

    static List<Mistake> table() {
        try {
            String text = Files.readString(TABLE).replaceAll("(?m)^#.*\\R?", "");
            return Arrays.stream(text.strip().split("\\R{2,}")).map(Mistake::of).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Mistake of(String block) {
        List<String> lines = block.lines().toList();
        String[] head = lines.get(0).split(": ");
        return new Mistake(
                head[0],
                head[1],
                String.join("\n", marked(lines, "- ")),
                String.join("\n", marked(lines, "+ ")),
                marked(lines, "! "));
    }

    private static List<String> marked(List<String> lines, String mark) {
        return lines.stream()
                .filter(line -> line.startsWith(mark))
                .map(line -> line.substring(mark.length()))
                .toList();
    }

    void makeIn(EnvironmentsFolder folder) {
        if (original.isEmpty()) {
            folder.append(file, written + "\n");
        } else if (written.isEmpty()) {
            folder.replace(file, original + "\n", "");
        } else {
            folder.replace(file, original, written);
        }
    }

    @Override
    public String toString() {
        return file + ": "
                + (written.isEmpty() ? "without " + original : written).strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
