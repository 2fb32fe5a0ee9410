package dev.plumbline.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A run in Markdown, and what is new and what is fixed since the one before: for the page of a CI system. */
public final class RunSummary {
    private final List<TestCase> now;
    private final Optional<List<TestCase>> before;

    /** @param before the run to compare with; empty if there was none */
    public RunSummary(List<TestCase> now, Optional<List<TestCase>> before) {
        this.now = List.copyOf(now);
        this.before = before.map(List::copyOf);
    }

    public String markdown() {
        List<String> lines = new ArrayList<>();
        lines.add("**%d passed, %d failed, %d unknown, %d skipped**"
                .formatted(
                        count(TestCase.Status.PASSED),
                        count(TestCase.Status.FAILED),
                        count(TestCase.Status.UNKNOWN),
                        count(TestCase.Status.SKIPPED)));
        String evidence = EvidenceTier.counts(
                now.stream()
                        .filter(found ->
                                found.status() == TestCase.Status.PASSED || found.status() == TestCase.Status.FAILED)
                        .flatMap(found -> found.tier().stream()),
                Function.identity());
        if (!evidence.isEmpty()) {
            lines.add("");
            lines.add("Evidence: " + evidence);
        }
        int heading = lines.size();
        if (before.isEmpty()) {
            lines.add("");
            lines.add("No earlier run to compare with.");
            section(lines, "Red", red(now));
            return String.join("\n", lines) + "\n";
        }
        Set<String> redBefore = red(before.get()).stream().map(TestCase::name).collect(Collectors.toSet());
        section(lines, "New", red(now, found -> !redBefore.contains(found.name())));
        section(lines, "Still red", red(now, found -> redBefore.contains(found.name())));
        section(
                lines,
                "Fixed",
                now.stream()
                        .filter(found -> found.status() == TestCase.Status.PASSED && redBefore.contains(found.name()))
                        .toList());
        // a check that is not run any more proves nothing any more
        Map<String, TestCase> present = byName(now);
        section(
                lines,
                "No longer checked",
                before.get().stream()
                        .filter(found -> found.status() != TestCase.Status.SKIPPED)
                        .filter(found -> !present.containsKey(found.name())
                                || present.get(found.name()).status() == TestCase.Status.SKIPPED)
                        .map(found -> present.getOrDefault(
                                found.name(),
                                new TestCase(found.name(), found.status(), found.tier(), "not part of this run")))
                        .toList());
        if (lines.size() == heading) {
            lines.add("");
            lines.add("Nothing is red, and nothing was in the run before.");
        }
        return String.join("\n", lines) + "\n";
    }

    private static void section(List<String> lines, String title, List<TestCase> cases) {
        if (cases.isEmpty()) {
            return;
        }
        lines.add("");
        lines.add("### %s (%d)".formatted(title, cases.size()));
        lines.add("");
        cases.forEach(found -> lines.add(
                "- `%s`%s".formatted(found.name(), found.message().isEmpty() ? "" : ": " + plain(found.message()))));
    }

    /** Messages hold manifests' text, which must not become markup. */
    private static String plain(String message) {
        return message.replace("&", "&amp;").replace("<", "&lt;").replaceAll("([\\\\`*_\\[\\]|])", "\\\\$1");
    }

    private long count(TestCase.Status status) {
        return now.stream().filter(found -> found.status() == status).count();
    }

    private static List<TestCase> red(List<TestCase> cases) {
        return red(cases, found -> true);
    }

    private static List<TestCase> red(List<TestCase> cases, Predicate<TestCase> which) {
        return cases.stream().filter(TestCase::isRed).filter(which).toList();
    }

    private static Map<String, TestCase> byName(List<TestCase> cases) {
        return cases.stream().collect(Collectors.toMap(TestCase::name, Function.identity(), (one, other) -> one));
    }
}
