package dev.plumbline.cli;

import dev.plumbline.junit.ObservedSource;
import dev.plumbline.junit.ObservedSources;
import dev.plumbline.junit.SuiteRun;
import dev.plumbline.junit.Target;
import dev.plumbline.report.CheckResult;
import dev.plumbline.report.EvidenceTier;
import dev.plumbline.report.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Runs the suite and says what it found: each finding whole, the rest as numbers. */
final class VerifyRun {
    private final Terminal terminal;
    private final VerifyReports reports;
    private final boolean disturbing;

    VerifyRun(Terminal terminal, VerifyReports reports) {
        this(terminal, reports, false);
    }

    private VerifyRun(Terminal terminal, VerifyReports reports, boolean disturbing) {
        this.terminal = terminal;
        this.reports = reports;
        this.disturbing = disturbing;
    }

    /** The same with the checks that disturb what runs, in the place of those that read. */
    VerifyRun disturbing() {
        return new VerifyRun(terminal, reports, true);
    }

    /** @return an exit code: findings are {@link ExitCode#FINDINGS} */
    int run(List<Target> targets, ObservedSources sources) {
        long started = System.nanoTime();
        List<String> standIns = new ArrayList<>();
        SuiteRun suite = SuiteRun.of(noting(sources, standIns));
        List<CheckResult> results = (disturbing ? suite.disturbing() : suite).on(targets, result -> {});
        Duration took = Duration.ofNanos(System.nanoTime() - started);
        results.stream().filter(CheckResult::isRed).forEach(this::finding);
        results.stream().filter(CheckResult::isRemark).forEach(this::finding);
        String names = targets.stream().map(Target::toString).collect(Collectors.joining(", "));
        reports.write(terminal, "plumbline " + names, standIns, results);
        byTopic(results);
        skipped(results);
        standIns.forEach(standIn -> terminal.say("  note: %s", standIn));
        terminal.say(
                "  evidence: %s",
                EvidenceTier.counts(results.stream().filter(CheckResult::isDecided), CheckResult::tier));
        long red = results.stream().filter(CheckResult::isRed).count();
        terminal.say(
                "Verified %s: %d passed, %d failed, %d unknown, %d remarks, %d skipped (%s)",
                names,
                count(results, Outcome.Passed.class),
                results.stream()
                        .filter(result -> result.isRed() && result.outcome() instanceof Outcome.Failed)
                        .count(),
                count(results, Outcome.Unknown.class),
                results.stream().filter(CheckResult::isRemark).count(),
                count(results, Outcome.Skipped.class),
                StepLine.seconds(took));
        return red == 0 ? ExitCode.DONE : ExitCode.FINDINGS;
    }

    /** What stands in for the real thing, as every result must say. */
    private static ObservedSources noting(ObservedSources sources, List<String> standIns) {
        return (target, settings) -> {
            ObservedSource source = sources.open(target, settings);
            standIns.addAll(source.observed().standIns());
            return source;
        };
    }

    private void finding(CheckResult result) {
        String text = result.outcome() instanceof Outcome.Failed failed
                ? failed.message()
                : "unknown: " + ((Outcome.Unknown) result.outcome()).reason();
        terminal.say("");
        terminal.say(
                "%s %s %s [%s %s, %s]",
                result.isRed() ? "RED" : "REMARK",
                result.id(),
                result.sentence(),
                result.target(),
                result.subject(),
                result.tier());
        text.lines().forEach(line -> terminal.say("  %s", line));
    }

    private void byTopic(List<CheckResult> results) {
        Map<String, List<CheckResult>> topics = results.stream()
                .collect(Collectors.groupingBy(
                        result -> result.id().replaceFirst("-.*", ""), TreeMap::new, Collectors.toList()));
        terminal.say("");
        topics.forEach((topic, checks) -> {
            long red = checks.stream().filter(CheckResult::isRed).count();
            long skipped = count(checks, Outcome.Skipped.class);
            terminal.say(
                    "  %s %-8s %3d of %3d hold%s",
                    red == 0 ? "+" : "x",
                    topic,
                    count(checks, Outcome.Passed.class),
                    checks.size() - skipped,
                    skipped == 0 ? "" : ", %d skipped".formatted(skipped));
        });
    }

    private void skipped(List<CheckResult> results) {
        results.stream()
                .filter(result -> result.outcome() instanceof Outcome.Skipped)
                .collect(Collectors.groupingBy(
                        result -> ((Outcome.Skipped) result.outcome()).reason(),
                        LinkedHashMap::new,
                        Collectors.counting()))
                .forEach((reason, times) -> terminal.say("  %d skipped: %s", times, reason));
    }

    private static long count(List<CheckResult> results, Class<? extends Outcome> outcome) {
        return results.stream()
                .filter(result -> outcome.isInstance(result.outcome()))
                .count();
    }
}
