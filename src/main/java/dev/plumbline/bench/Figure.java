package dev.plumbline.bench;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * One measured figure against its target.
 *
 * @param name what was measured
 * @param met whether the target is met
 * @param lines for people: the figure first, then what it is made of
 */
public record Figure(String name, boolean met, List<String> lines) {
    public Figure {
        lines = List.copyOf(lines);
    }

    static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.2f s", duration.toMillis() / 1000.0);
    }

    static Duration mean(List<Duration> durations) {
        return durations.stream().reduce(Duration.ZERO, Duration::plus).dividedBy(durations.size());
    }

    /** The middle one; of an even number the mean of the two. */
    static Duration median(List<Duration> durations) {
        List<Duration> sorted = durations.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1
                ? sorted.get(middle)
                : sorted.get(middle - 1).plus(sorted.get(middle)).dividedBy(2);
    }
}
