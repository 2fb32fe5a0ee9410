package dev.plumbline.helm.worker;

import com.sun.jna.NativeLibrary;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Takes the process's standard output away for ourselves: afterwards file descriptor 1 is standard error, so whatever Go or a chart
 * prints can never mix with our answers.
 */
final class PrivateOutput {
    private static final int STDOUT = 1;
    private static final int STDERR = 2;

    private PrivateOutput() {}

    static OutputStream take() throws IOException {
        NativeLibrary libc = NativeLibrary.getProcess();
        int own = libc.getFunction("dup").invokeInt(new Object[] {STDOUT});
        libc.getFunction("dup2").invokeInt(new Object[] {STDERR, STDOUT});
        Path descriptors = Files.isDirectory(Path.of("/proc/self/fd")) ? Path.of("/proc/self/fd") : Path.of("/dev/fd");
        return new FileOutputStream(descriptors.resolve(Integer.toString(own)).toFile());
    }

    /** Ctrl-C at a terminal goes to the foreground process group: leave it, so that only the parent decides what ends. */
    static void leaveTerminal() {
        NativeLibrary.getProcess().getFunction("setsid").invokeInt(new Object[0]);
    }
}
