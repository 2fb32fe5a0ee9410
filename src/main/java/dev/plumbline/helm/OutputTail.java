package dev.plumbline.helm;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/** The last lines of a stream that must be read all the time, so that its writer never blocks. */
final class OutputTail {
    private static final int LINES = 20;
    private static final int LINE_LENGTH = 400;

    private final Deque<String> lines = new ArrayDeque<>();

    void drain(InputStream stream) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            reader.lines().forEach(this::add);
        } catch (IOException | UncheckedIOException e) {
            add("(its output ended: " + e.getMessage() + ")");
        }
    }

    synchronized String text() {
        return String.join("\n", lines);
    }

    private synchronized void add(String line) {
        if (lines.size() == LINES) {
            lines.removeFirst();
        }
        lines.addLast(line.length() > LINE_LENGTH ? line.substring(0, LINE_LENGTH) + "..." : line);
    }
}
