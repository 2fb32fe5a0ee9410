package dev.plumbline.proof;

import dev.plumbline.junit.Catalogue;
import dev.plumbline.junit.Check;
import dev.plumbline.observe.Observed;
import dev.plumbline.proof.Trial.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The suite against the mutants of one platform.
 *
 * @param source for people: {@code rendered dev}
 * @param trials one for each mutant
 * @param equivalent survivors that are listed as such
 * @param shown ids of checks that this platform can show
 * @param took for all of them
 */
record Proof(String source, List<Trial> trials, List<Mutant> equivalent, Set<String> shown, Duration took) {

    /** All mutants of a platform. */
    static List<Mutant> mutantsOf(Observed platform, ListedPlaces listed) {
        return new Mutants(platform, listed.unconstrained()).all();
    }

    /** A part of them that is the same in every run. */
    static List<Mutant> sample(List<Mutant> all, int size, long seed) {
        List<Mutant> shuffled = new ArrayList<>(all);
        Collections.shuffle(shuffled, new Random(seed));
        return shuffled.subList(0, Math.min(size, shuffled.size()));
    }

    static Proof of(String source, Observed platform, List<Mutant> mutants, ListedPlaces listed) {
        Suite suite = new Suite(platform);
        List<Suite.Finding> before = suite.on(platform);
        if (before.stream().anyMatch(finding -> !finding.remark())) {
            throw new AssertionError(source + " is red before anything is broken: " + before);
        }
        long start = System.nanoTime();
        List<Trial> trials =
                mutants.parallelStream().map(mutant -> Trial.of(mutant, suite)).toList();
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        List<Mutant> equivalent = trials.stream()
                .filter(trial -> trial.verdict() == Verdict.SURVIVED)
                .map(Trial::mutant)
                .filter(listed.equivalent()::cover)
                .toList();
        return new Proof(source, trials, equivalent, suite.shownBy(platform), took);
    }

    /** Mutants that nobody found although somebody should. */
    List<String> survivors() {
        // by identity: comparing what a mutant is made of would take longer than trying it
        Set<Mutant> listed = Collections.newSetFromMap(new IdentityHashMap<>());
        listed.addAll(equivalent);
        return trials.stream()
                .filter(trial -> trial.verdict() == Verdict.SURVIVED && !listed.contains(trial.mutant()))
                .map(Trial::toString)
                .toList();
    }

    /** Mutants for which the suite is red without a word on where. */
    List<String> notNamed() {
        return trials.stream()
                .filter(trial -> trial.verdict() == Verdict.NOT_NAMED)
                .map(Trial::toString)
                .toList();
    }

    long count(Verdict verdict) {
        return trials.stream().filter(trial -> trial.verdict() == verdict).count();
    }

    /** Mutants that could be. */
    long possible() {
        return trials.size() - count(Verdict.IMPOSSIBLE);
    }

    long perMinute() {
        return Math.round(possible() * 60_000.0 / Math.max(1, took.toMillis()));
    }

    /** Killed mutants by check, for every check that could. */
    Map<String, Long> kills() {
        Map<String, Long> kills = new TreeMap<>();
        shown.forEach(id -> kills.put(id, 0L));
        trials.forEach(trial -> trial.killers().forEach(id -> kills.merge(id, 1L, Long::sum)));
        return kills;
    }

    /** Checks that only read and killed nothing in any of these runs, by id. */
    static Set<String> idle(List<Proof> proofs) {
        Set<String> idle =
                Catalogue.ofSuite().checks().stream().map(Check::id).collect(Collectors.toCollection(TreeSet::new));
        proofs.forEach(
                proof -> proof.kills().forEach((id, kills) -> idle.removeIf(found -> found.equals(id) && kills > 0)));
        return idle;
    }

    /** One line for people. */
    String summary() {
        long found = count(Verdict.KILLED) + count(Verdict.REMARKED);
        long relevant = possible() - equivalent.size();
        return String.format(
                Locale.ROOT,
                "%s: %d mutants, %d found (%d by a remark), %d listed as equivalent, %d not named, %d survived:"
                        + " %.2f %% of those that matter; %d a minute",
                source,
                possible(),
                found,
                count(Verdict.REMARKED),
                equivalent.size(),
                count(Verdict.NOT_NAMED),
                survivors().size(),
                relevant == 0 ? 0 : 100.0 * found / relevant,
                perMinute());
    }

    /** Writes summary, survivors and the kill table of several runs. */
    static void write(Path file, List<Proof> proofs) {
        List<String> lines = new ArrayList<>();
        lines.add("# Mutants");
        lines.add("");
        proofs.forEach(proof -> lines.add("- " + proof.summary()));
        lines.add("");
        lines.add(proofs.stream().map(Proof::source).collect(Collectors.joining(" | ", "| check | ", " |")));
        lines.add("|---".repeat(proofs.size() + 1) + "|");
        Set<String> ids = new TreeSet<>();
        proofs.forEach(proof -> ids.addAll(proof.kills().keySet()));
        ids.forEach(id -> lines.add(proofs.stream()
                .map(proof -> proof.shown().contains(id) ? proof.kills().get(id).toString() : "")
                .collect(Collectors.joining(" | ", "| " + id + " | ", " |"))));
        proofs.forEach(proof -> {
            section(lines, "Survivors of " + proof.source(), proof.survivors());
            section(lines, "Not named by any message, " + proof.source(), proof.notNamed());
            section(
                    lines,
                    "Equivalent, " + proof.source(),
                    proof.equivalent().stream().map(Mutant::toString).toList());
        });
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, lines);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void section(List<String> lines, String title, List<String> entries) {
        if (!entries.isEmpty()) {
            lines.add("");
            lines.add("## " + title);
            lines.add("");
            entries.forEach(entry -> lines.add("- " + entry));
        }
    }
}
