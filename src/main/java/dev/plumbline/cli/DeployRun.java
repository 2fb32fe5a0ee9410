package dev.plumbline.cli;

import dev.plumbline.deploy.Journal;
import dev.plumbline.deploy.JournalEntry;
import dev.plumbline.deploy.Plan;
import dev.plumbline.deploy.StepState;
import dev.plumbline.harness.Installation;
import java.util.List;
import java.util.stream.Collectors;

/** Plans and deploys with progress, and ends with what failed and why. */
final class DeployRun {
    private final Terminal terminal;

    DeployRun(Terminal terminal) {
        this.terminal = terminal;
    }

    /** @return an exit code */
    int run(Installation installation) {
        return run(installation, installation.plan());
    }

    /** @return an exit code */
    int run(Installation installation, Plan plan) {
        PlanPrinter printer = PlanPrinter.brief(terminal);
        if (plan.writes()) {
            printer.print(plan);
        } else {
            printer.charts(plan);
        }
        Journal journal = installation.deploy(plan, terminal.progress(plan));
        String took = StepLine.seconds(journal.took());
        if (journal.succeeded()) {
            terminal.say(
                    plan.writes()
                            ? "Deployed: %d of %d steps changed something; ready after %s."
                                    .formatted(plan.changes(), plan.steps().size(), took)
                            : "Nothing to change; everything is ready (%s).".formatted(took));
            return ExitCode.DONE;
        }
        failed(installation, journal);
        return ExitCode.ERROR;
    }

    private void failed(Installation installation, Journal journal) {
        for (JournalEntry failure : journal.failures()) {
            terminal.say("");
            terminal.say("FAILED %s", failure.step());
            failure.detail().lines().forEach(line -> terminal.say("  %s", line));
        }
        List<JournalEntry> blocked = journal.steps().stream()
                .filter(step -> step.outcome() == StepState.Phase.BLOCKED)
                .toList();
        if (!blocked.isEmpty()) {
            terminal.say(
                    "Not started: %s", blocked.stream().map(JournalEntry::step).collect(Collectors.joining(", ")));
        }
        String environment = installation.environment().name();
        terminal.say("");
        terminal.say(
                "Deploy of %s failed after %s. Look: ./plumbline status -e %s; when the cause is mended: ./plumbline deploy -e %s",
                environment, StepLine.seconds(journal.took()), environment, environment);
    }
}
