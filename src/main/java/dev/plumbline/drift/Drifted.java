package dev.plumbline.drift;

import dev.plumbline.environment.DriftIgnore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One object with all that is known of its differences.
 *
 * @param declared as it was sent
 * @param live as it was read; empty = gone
 * @param applied what an apply would make of it; empty = nothing else than it is
 * @param counted differences that count
 * @param additions ways to the added fields among them
 * @param ignored differences that are accepted
 */
record Drifted(
        DeclaredObject declared,
        Optional<Map<String, Object>> live,
        Optional<Map<String, Object>> applied,
        List<DriftFinding> counted,
        List<List<Segment>> additions,
        List<DriftReport.Ignored> ignored) {

    static Drifted of(
            DeclaredObject declared,
            Optional<Map<String, Object>> live,
            Optional<Map<String, Object>> applied,
            List<DriftFinding> changes,
            List<Difference.Addition> added,
            Ignores ignores) {
        List<DriftFinding> counted = new ArrayList<>();
        List<List<Segment>> ways = new ArrayList<>();
        List<DriftReport.Ignored> ignored = new ArrayList<>();
        changes.forEach(finding -> {
            Optional<DriftIgnore> by = ignores.accepting(finding);
            by.ifPresentOrElse(
                    entry -> ignored.add(new DriftReport.Ignored(finding, entry)), () -> counted.add(finding));
        });
        added.forEach(addition -> {
            Optional<DriftIgnore> by = ignores.accepting(addition.finding());
            by.ifPresentOrElse(entry -> ignored.add(new DriftReport.Ignored(addition.finding(), entry)), () -> {
                counted.add(addition.finding());
                ways.add(addition.way());
            });
        });
        return new Drifted(declared, live, applied, counted, ways, ignored);
    }

    boolean isGone() {
        return live.isEmpty();
    }
}
