package dev.plumbline.observe;

import dev.plumbline.deploy.Journal;
import dev.plumbline.deploy.JournalEntry;

/**
 * The last deploy from this machine to this cluster, by its journal.
 *
 * @param journal step by step
 * @param origin where it was seen
 */
public record SeenDeploy(Journal journal, Origin origin) {

    /**
     * A step; fails if the deploy had none of that id, naming those that it had.
     *
     * @param id a release's name, or {@code kind/name}
     */
    public JournalEntry step(String id) {
        return journal.steps().stream()
                .filter(step -> step.step().equals(id))
                .findFirst()
                .orElseThrow(() -> new MissingObject("%s (%s) has no step %s: it has %s"
                        .formatted(
                                this,
                                origin,
                                id,
                                journal.steps().stream().map(JournalEntry::step).toList())));
    }

    @Override
    public String toString() {
        return "deploy of " + journal.started();
    }
}
