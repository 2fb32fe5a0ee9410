package dev.plumbline.redact;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * A stream, for people or files, without secrets. Whole texts given to {@code print} are redacted as wholes; what comes in pieces is held
 * back until its line ends, so that no secret slips through between two pieces. {@link #flush()} lets an unfinished line out, as a
 * prompt needs.
 */
public final class RedactingPrintStream extends PrintStream {
    private final Redactor redactor;

    /**
     * @param target where the lines go, in UTF-8; closed with this stream
     * @param redactor what takes the secrets out
     */
    public RedactingPrintStream(OutputStream target, Redactor redactor) {
        super(new RedactingLines(target, redactor), false, StandardCharsets.UTF_8);
        this.redactor = redactor;
    }

    @Override
    public void print(String text) {
        super.print(redactor.redact(text));
    }

    @Override
    public void println(String text) {
        super.println(redactor.redact(text));
    }

    @Override
    public void print(Object object) {
        print(String.valueOf(object));
    }

    @Override
    public void println(Object object) {
        println(String.valueOf(object));
    }
}
