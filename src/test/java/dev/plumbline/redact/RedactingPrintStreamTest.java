package dev.plumbline.redact;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The redacting stream")
class RedactingPrintStreamTest {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final Redactor redactor = new Redactor();
    private final RedactingPrintStream stream = new RedactingPrintStream(written, redactor);

    @BeforeEach
    void registerACanary() {
        redactor.register("canary-value");
    }

    private String text() {
        return written.toString(StandardCharsets.UTF_8);
    }

    @Test
    void takesOutAValueThatIsWrittenInPieces() {
        stream.print("the canary");
        stream.print("-value is ü");
        stream.println();

        assertThat(text()).isEqualTo("the [redacted] is ü" + System.lineSeparator());
    }

    @Test
    void holdsAnUnfinishedLineBackUntilItIsFlushed() {
        stream.print("Type prod: ");
        assertThat(text()).isEmpty();

        stream.flush();
        assertThat(text()).isEqualTo("Type prod: ");
    }

    @Test
    void letsALineThatIsDrawnOverOutAtOnce() {
        stream.print("canary-value 50 %\r");

        assertThat(text()).isEqualTo("[redacted] 50 %\r");
    }

    @Test
    void seesADocumentThatIsPrintedAsAWhole() {
        stream.println("data:\n  a: Zmlyc3Q=\nkind: Secret");

        assertThat(text()).startsWith("data:\n  a: [redacted]\nkind: Secret");
    }

    @Test
    void redactsExceptionsAndFormats() {
        stream.printf("%s and %d%n", "canary-value", 7);
        new IllegalStateException("no canary-value").printStackTrace(stream);

        assertThat(text()).contains("[redacted] and 7", "no [redacted]").doesNotContain("canary-value");
    }
}
