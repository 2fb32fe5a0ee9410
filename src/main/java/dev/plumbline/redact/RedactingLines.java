package dev.plumbline.redact;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Holds bytes until their line ends ({@code \n}, or {@code \r} of a line that is drawn over), then lets it out redacted. */
final class RedactingLines extends OutputStream {
    private final OutputStream target;
    private final Redactor redactor;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    RedactingLines(OutputStream target, Redactor redactor) {
        this.target = target;
        this.redactor = redactor;
    }

    @Override
    public synchronized void write(int octet) throws IOException {
        line.write(octet);
        if (octet == '\n' || octet == '\r') {
            release();
        }
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
        for (int index = offset; index < offset + length; index++) {
            line.write(bytes[index]);
        }
        byte last = length == 0 ? 0 : bytes[offset + length - 1];
        if (last == '\n' || last == '\r') {
            release();
        }
    }

    private void release() throws IOException {
        target.write(redactor.redact(line.toString(StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8));
        line.reset();
        target.flush();
    }

    @Override
    public synchronized void flush() throws IOException {
        if (line.size() > 0) {
            release();
        }
        target.flush();
    }

    @Override
    public synchronized void close() throws IOException {
        flush();
        target.close();
    }
}
