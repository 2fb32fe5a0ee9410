package dev.plumbline.proof;

import dev.plumbline.deploy.Journal;
import dev.plumbline.deploy.JournalEntry;
import dev.plumbline.deploy.StepState;
import dev.plumbline.observe.Observed;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A step of the last deploy, by its journal. */
record StepPart(Journal journal, JournalEntry entry) implements Part {

    @Override
    public String kind() {
        return "step";
    }

    @Override
    public String name() {
        return entry.step();
    }

    @Override
    public String namespace() {
        return "";
    }

    @Override
    public Tree tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("outcome", entry.outcome().name());
        entry.started().ifPresent(time -> tree.put("started", time.toString()));
        entry.sent().ifPresent(time -> tree.put("sent", time.toString()));
        entry.ready().ifPresent(time -> tree.put("ready", time.toString()));
        return new Tree(tree);
    }

    @Override
    public Observed broken(Observed healthy, Tree other) {
        JournalEntry changed = new JournalEntry(
                entry.step(),
                entry.change(),
                other.at(ReleasePart.place("outcome"))
                        .map(name -> StepState.Phase.valueOf((String) name))
                        .orElse(StepState.Phase.WAITING),
                time(other, "started"),
                time(other, "sent"),
                time(other, "ready"),
                entry.detail());
        return knowing(healthy, steps -> steps.map(step -> step.equals(entry) ? changed : step));
    }

    @Override
    public Map<String, Whole> wholes(Observed healthy) {
        return Map.of(
                "missing",
                new Whole(
                        knowing(healthy, steps -> steps.filter(step -> !step.equals(entry))),
                        List.of("no step " + entry.step(), "step " + entry.step())));
    }

    /** In each phase that is not an end as it should be. */
    static List<Change> outcomes() {
        return Stream.of(StepState.Phase.values())
                .filter(phase -> phase != StepState.Phase.READY && phase != StepState.Phase.UNCHANGED)
                .map(phase -> new Change(phase.name(), phase.name()))
                .toList();
    }

    private Observed knowing(Observed healthy, UnaryOperator<Stream<JournalEntry>> change) {
        Journal other = new Journal(
                journal.environment(),
                journal.clusterUid(),
                journal.started(),
                journal.took(),
                change.apply(journal.steps().stream()).toList());
        return healthy.knowing(healthy.evidence().with(other));
    }

    private static Optional<Instant> time(Tree tree, String field) {
        return tree.at(ReleasePart.place(field)).map(text -> Instant.parse((String) text));
    }
}
