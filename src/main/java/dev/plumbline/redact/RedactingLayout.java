package dev.plumbline.redact;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;

/**
 * A logback layout whose whole line, exceptions included, is without secrets. The run's redactor is handed over with
 * {@link #use(LoggerContext, Redactor)}; before that, one that knows no values still takes out what is a secret by its source.
 */
public final class RedactingLayout extends PatternLayout {
    private static final String OBJECT = Redactor.class.getName();

    private final Redactor withoutValues = new Redactor();

    /** All layouts of this context use this redactor from now on. */
    public static void use(LoggerContext context, Redactor redactor) {
        context.putObject(OBJECT, redactor);
    }

    @Override
    public String doLayout(ILoggingEvent event) {
        return redactor().redact(super.doLayout(event));
    }

    private Redactor redactor() {
        return getContext() != null && getContext().getObject(OBJECT) instanceof Redactor found ? found : withoutValues;
    }
}
