package dev.plumbline.lifecycle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What was broken, what it left, and how long it took to be whole again: a small table in {@code target/}. */
final class FaultTable {
    private final Path file;
    private final List<Fault> faults = new ArrayList<>();

    FaultTable(Path file) {
        this.file = file;
    }

    /**
     * @param kill what was done
     * @param left what was half done afterwards
     * @param converged how long the next deploy took, its start included
     * @param survived whether it ended well, and the suite was green
     */
    record Fault(Kill kill, String left, Duration converged, boolean survived) {}

    /** Written at once: a run that dies has told so far. */
    void add(Fault fault) {
        faults.add(fault);
        StringBuilder table =
                new StringBuilder("| killed | left behind | next deploy | survived |\n|---|---|---|---|\n");
        faults.forEach(each -> table.append("| %s | %s | %s | %s |\n"
                .formatted(each.kill(), each.left(), seconds(each.converged()), each.survived() ? "yes" : "NO")));
        table.append("\nfaults injected %d, survived %d; the next deploy took %s in the median, %s at most\n"
                .formatted(
                        faults.size(),
                        faults.stream().filter(Fault::survived).count(),
                        seconds(times().get(faults.size() / 2)),
                        seconds(times().get(faults.size() - 1))));
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, table);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private List<Duration> times() {
        return faults.stream().map(Fault::converged).sorted().toList();
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
}
