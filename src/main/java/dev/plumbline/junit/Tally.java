package dev.plumbline.junit;

import dev.plumbline.report.CheckResult;
import dev.plumbline.report.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The results of a run. A run in which nothing was checked fails when it ends: silence is not a pass. */
final class Tally implements AutoCloseable {
    private final List<CheckResult> results = new ArrayList<>();
    private final Consumer<CheckResult> listener;

    Tally(Consumer<CheckResult> listener) {
        this.listener = listener;
    }

    synchronized void add(CheckResult result) {
        results.add(result);
        listener.accept(result);
    }

    @Override
    public synchronized void close() {
        if (results.stream().allMatch(result -> result.outcome() instanceof Outcome.Skipped)) {
            throw new AssertionError("no check was executed: all %d were skipped".formatted(results.size()));
        }
    }
}
