package dev.plumbline.cli;

import dev.plumbline.deploy.StepState;
import java.time.Duration;
import java.util.Locale;

/** One step's state as one line of text. */
final class StepLine {
    private static final int DETAIL_WIDTH = 100;

    private StepLine() {}

    static String of(StepState state, int idWidth) {
        String detail = state.detail().lines().findFirst().orElse("");
        return ("%s %-" + idWidth + "s  %-9s %6s  %s")
                .formatted(
                        sign(state.phase()),
                        state.step(),
                        state.phase().name().toLowerCase(Locale.ROOT),
                        seconds(state.elapsed()),
                        shorten(waiting(state, detail)))
                .stripTrailing();
    }

    static String seconds(Duration duration) {
        return duration.isZero() ? "" : String.format(Locale.ROOT, "%.1fs", duration.toMillis() / 1000.0);
    }

    private static String waiting(StepState state, String detail) {
        return state.phase() == StepState.Phase.WAITING && !detail.isEmpty() ? "for " + detail : detail;
    }

    private static String shorten(String text) {
        return text.length() <= DETAIL_WIDTH ? text : text.substring(0, DETAIL_WIDTH - 3) + "...";
    }

    private static String sign(StepState.Phase phase) {
        return switch (phase) {
            case WAITING -> ".";
            case SENDING, SETTLING -> ">";
            case RESTORING, RESTORED -> "<";
            case READY -> "+";
            case UNCHANGED -> "=";
            case FAILED -> "x";
            case BLOCKED -> "-";
        };
    }
}
