package dev.plumbline.cli;

import dev.plumbline.deploy.Finding;
import dev.plumbline.deploy.Journal;
import dev.plumbline.deploy.JournalEntry;
import dev.plumbline.deploy.Restored;
import dev.plumbline.deploy.StepState;
import dev.plumbline.helm.StoredRelease;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A failed deploy as people read it: what failed and why, what became of it, and at the very end the same in a few lines. */
final class FailureReport {
    private final Terminal terminal;
    private final Journal journal;

    FailureReport(Terminal terminal, Journal journal) {
        this.terminal = terminal;
        this.journal = journal;
    }

    /** @param releases as they are now, in the platform's order */
    void print(List<StoredRelease> releases) {
        journal.failures().forEach(this::failure);
        blocked();
        restored();
        if (!releases.isEmpty()) {
            terminal.say("Releases now:");
            releases.forEach(release -> terminal.say(
                    "  %-32s revision %-3d %s", release.id().name(), release.revision(), release.status()));
        }
        summary();
    }

    private void failure(JournalEntry failure) {
        Optional<Finding> finding = journal.aftermath().of(failure.step());
        terminal.say("");
        terminal.say("FAILED %s", failure.step());
        finding.ifPresent(found -> terminal.say("  cause     %s", found.cause()));
        failure.detail().lines().forEach(line -> terminal.say("  %s", line));
        finding.filter(found -> !found.bundle().isEmpty())
                .ifPresent(found -> terminal.say("  evidence  %s", found.bundle()));
    }

    private void blocked() {
        String blocked = journal.steps().stream()
                .filter(step -> step.outcome() == StepState.Phase.BLOCKED)
                .map(JournalEntry::step)
                .collect(Collectors.joining(", "));
        if (!blocked.isEmpty()) {
            terminal.say("Not started: %s", blocked);
        }
    }

    private void restored() {
        for (Restored restored : journal.aftermath().restored()) {
            terminal.say(
                    "%s %s: %s",
                    restored.isReady() ? "Restored" : "NOT READY AGAIN",
                    restored.step(),
                    restored.isReady() ? restored.to() + ", ready" : restored.to() + " " + restored.trouble());
        }
    }

    private void summary() {
        terminal.say("");
        terminal.say("Deploy of %s failed after %s:", journal.environment(), StepLine.seconds(journal.took()));
        journal.failures()
                .forEach(failure -> terminal.say("  %s: %s; %s", failure.step(), cause(failure), becameOf(failure)));
        terminal.say(
                "Look: ./plumbline status -e %1$s; when the cause is mended: ./plumbline deploy -e %1$s",
                journal.environment());
    }

    private String cause(JournalEntry failure) {
        return journal.aftermath()
                .of(failure.step())
                .map(Finding::cause)
                .orElseGet(() -> failure.detail().lines().findFirst().orElse("unknown"));
    }

    private String becameOf(JournalEntry failure) {
        return journal.aftermath().restored().stream()
                .filter(restored -> restored.step().equals(failure.step()))
                .findFirst()
                .map(restored -> restored.isReady()
                        ? "restored to " + restored.to()
                        : "restoring it failed too: "
                                + restored.trouble().lines().findFirst().orElse(""))
                .orElse("kept as it is");
    }
}
