package dev.plumbline.cli;

import dev.plumbline.harness.Workspace;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.BiConsumer;
import java.util.function.IntSupplier;

/**
 * What a command left: its exit code and its words.
 *
 * @param out standard output
 * @param err standard error
 */
record Run(int code, String out, String err) {

    /** The project itself: read, never written. */
    static Workspace project() {
        return new Workspace(Path.of("").toAbsolutePath(), Path.of("target/cache"), Path.of("target/state"));
    }

    static Run of(Workspace workspace, String... arguments) {
        return of(() -> Main.run(workspace, arguments));
    }

    /** As a process does it: all that is printed passes the workspace's redactor. */
    static Run asProcess(Workspace workspace, String... arguments) {
        return asProcess(workspace, () -> Main.run(workspace, arguments));
    }

    static Run asProcess(Workspace workspace, IntSupplier command) {
        return of(command, (out, err) -> Main.withoutSecrets(workspace.redactor(), out, err));
    }

    static Run of(IntSupplier command) {
        return of(command, (out, err) -> {
            System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
        });
    }

    private static Run of(IntSupplier command, BiConsumer<OutputStream, OutputStream> redirection) {
        PrintStream outBefore = System.out;
        PrintStream errBefore = System.err;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        redirection.accept(out, err);
        try {
            int code = command.getAsInt();
            System.out.flush();
            System.err.flush();
            return new Run(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(outBefore);
            System.setErr(errBefore);
        }
    }
}
