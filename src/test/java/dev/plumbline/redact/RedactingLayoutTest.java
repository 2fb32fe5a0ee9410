package dev.plumbline.redact;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The redacting log layout")
class RedactingLayoutTest {
    private final LoggerContext context = new LoggerContext();

    private String layout(String message, Throwable failure) {
        RedactingLayout layout = new RedactingLayout();
        layout.setContext(context);
        layout.setPattern("%level %msg%n%ex");
        layout.start();
        return layout.doLayout(
                new LoggingEvent("test", context.getLogger("test"), Level.INFO, message, failure, new Object[0]));
    }

    @Test
    void redactsMessageAndException() {
        Redactor redactor = new Redactor();
        redactor.register("canary-value");
        RedactingLayout.use(context, redactor);

        assertThat(layout("a canary-value", new IllegalStateException("and canary-value")))
                .startsWith("INFO a [redacted]")
                .contains("and [redacted]")
                .doesNotContain("canary");
    }

    @Test
    void takesOutSecretsBySourceEvenBeforeItKnowsValues() {
        assertThat(layout("token: abcdef.0123456789", null)).startsWith("INFO token: [redacted]");
    }
}
