package dev.plumbline.junit;

import dev.plumbline.report.CheckResult;
import dev.plumbline.report.EvidenceTier;
import dev.plumbline.report.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The results of a run. A run in which nothing was checked fails when it ends: silence is not a pass. */
final class Tally implements AutoCloseable {
    private final List<CheckResult> results = new ArrayList<>();
    private final Consumer<CheckResult> listener;
    private final Consumer<String> summary;
    private final long started = System.nanoTime();

    /**
     * @param listener hears each result
     * @param summary hears one line at the end
     */
    Tally(Consumer<CheckResult> listener, Consumer<String> summary) {
        this.listener = listener;
        this.summary = summary;
    }

    synchronized void add(CheckResult result) {
        results.add(result);
        listener.accept(result);
    }

    @Override
    public synchronized void close() {
        summary.accept(line());
        if (results.stream().allMatch(result -> result.outcome() instanceof Outcome.Skipped)) {
            throw new AssertionError("no check was executed: all %d were skipped".formatted(results.size()));
        }
    }

    /** What was checked, and how long it took from the opening of the first target. */
    private String line() {
        return "Conformance of %s: %d hold, %d red, %d remarks, %d skipped; %s%s, of which the checks %s"
                .formatted(
                        results.stream().map(CheckResult::target).distinct().collect(Collectors.joining(", ")),
                        count(Outcome.Passed.class),
                        results.stream().filter(CheckResult::isRed).count(),
                        results.stream().filter(CheckResult::isRemark).count(),
                        count(Outcome.Skipped.class),
                        evidence(),
                        seconds(Duration.ofNanos(System.nanoTime() - started)),
                        seconds(results.stream().map(CheckResult::duration).reduce(Duration.ZERO, Duration::plus)));
    }

    private String evidence() {
        String counts = EvidenceTier.counts(results.stream().filter(CheckResult::isDecided), CheckResult::tier);
        return counts.isEmpty() ? "" : "evidence " + counts + "; ";
    }

    private long count(Class<? extends Outcome> outcome) {
        return results.stream()
                .filter(result -> outcome.isInstance(result.outcome()))
                .count();
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
}
