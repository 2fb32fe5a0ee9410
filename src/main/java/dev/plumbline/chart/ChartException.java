package dev.plumbline.chart;

/** A chart that cannot be had or trusted; the message says which, why, and what to do. */
public final class ChartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ChartException(String message) {
        super(message);
    }

    public ChartException(String message, Throwable cause) {
        super(message, cause);
    }
}
