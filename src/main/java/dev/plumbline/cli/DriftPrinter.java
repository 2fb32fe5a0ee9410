package dev.plumbline.cli;

import dev.plumbline.drift.DriftCheck;
import dev.plumbline.drift.DriftFinding;
import dev.plumbline.drift.DriftReport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Drift as people read it: by object, each field with both values and who changed it. */
final class DriftPrinter {
    private final Terminal terminal;

    DriftPrinter(Terminal terminal) {
        this.terminal = terminal;
    }

    void print(DriftReport report) {
        Map<String, List<DriftFinding>> byObject = report.findings().stream()
                .collect(Collectors.groupingBy(
                        finding -> finding.part() + "  " + finding.object(), LinkedHashMap::new, Collectors.toList()));
        byObject.forEach((object, findings) -> {
            terminal.say("%s", object);
            findings.forEach(finding -> terminal.say("%s", "  " + sign(finding) + " " + finding));
        });
        report.ignored()
                .forEach(ignored -> terminal.say(
                        "%s",
                        "ignored until %s (%s): %s %s"
                                .formatted(
                                        ignored.by().expires(),
                                        ignored.by().reason(),
                                        ignored.finding().object(),
                                        ignored.finding().field())));
        report.expired()
                .forEach(ignore -> terminal.say(
                        "drift_ignores.%s expired on %s, and what it matched counts again: remove it, or give it another day",
                        ignore.key(), ignore.expires()));
        terminal.say(
                report.findings().isEmpty()
                        ? "No drift in %d objects.".formatted(report.compared())
                        : "Drift: %d fields in %d of %d objects."
                                .formatted(report.findings().size(), byObject.size(), report.compared()));
    }

    void print(DriftCheck.Repaired repaired) {
        print(repaired.report());
        repaired.objects().forEach(line -> terminal.say("%s", "repaired  " + line));
    }

    private static String sign(DriftFinding finding) {
        return switch (finding.how()) {
            case CHANGED -> "~";
            case ADDED -> "+";
            case REMOVED, GONE -> "-";
        };
    }
}
