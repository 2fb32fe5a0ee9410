package dev.plumbline.cli;

import dev.plumbline.chart.ChartOrigin;
import dev.plumbline.deploy.Change;
import dev.plumbline.deploy.FieldChange;
import dev.plumbline.deploy.Need;
import dev.plumbline.deploy.Plan;
import dev.plumbline.deploy.PlannedStep;
import dev.plumbline.deploy.RenderedRelease;
import dev.plumbline.deploy.Step;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A plan as people read it: the graph, and what would change. */
final class PlanPrinter {
    /** More than that is read in a plan, before. */
    private static final int FIELDS_SHOWN = 12;

    private final Terminal terminal;
    private final int shown;

    /** Shows every field that would change: what a plan is for. */
    static PlanPrinter whole(Terminal terminal) {
        return new PlanPrinter(terminal, Integer.MAX_VALUE);
    }

    /** Shows some fields of each step: what is about to happen, where a plan was or could have been read. */
    static PlanPrinter brief(Terminal terminal) {
        return new PlanPrinter(terminal, FIELDS_SHOWN);
    }

    private PlanPrinter(Terminal terminal, int shown) {
        this.terminal = terminal;
        this.shown = shown;
    }

    void print(Plan plan) {
        int width = plan.steps().stream()
                .mapToInt(step -> step.step().id().length())
                .max()
                .orElse(1);
        ImpliedNeeds graph = new ImpliedNeeds(plan);
        plan.steps().forEach(step -> print(step, width, graph));
        leftOut(plan);
        charts(plan);
        long changes = plan.changes();
        terminal.say(
                changes == 0
                        ? "Plan: nothing to change."
                        : "Plan: %d of %d steps change something."
                                .formatted(changes, plan.steps().size()));
    }

    private void leftOut(Plan plan) {
        Set<String> steps = plan.steps().stream().map(step -> step.step().id()).collect(Collectors.toSet());
        String names = plan.rendered().releases().stream()
                .map(release -> release.release().name())
                .filter(name -> !steps.contains(name))
                .collect(Collectors.joining(", "));
        if (!names.isEmpty()) {
            terminal.say("Left out, and left as it is: %s", names);
        }
    }

    private void print(PlannedStep planned, int width, ImpliedNeeds graph) {
        Step step = planned.step();
        String needs = graph.direct(step).stream().map(Need::toString).collect(Collectors.joining(", "));
        terminal.say(
                "%s",
                ("  %s %-" + width + "s  %-9s  %s")
                        .formatted(sign(planned), step.id(), word(planned), needs.isEmpty() ? "" : "after " + needs)
                        .stripTrailing());
        if (planned.change() instanceof Change.Update update) {
            update.fields().stream().limit(shown).forEach(this::print);
            if (update.fields().size() > shown) {
                terminal.say("        ... and %d more", update.fields().size() - shown);
            }
        } else if (planned.change() instanceof Change.Recover recover) {
            terminal.say("        %s", recover.reason());
        }
    }

    private void print(FieldChange field) {
        terminal.say("        %s", field);
    }

    /** Which charts are not the real ones, and why: every result says so. */
    void charts(Plan plan) {
        List<RenderedRelease> standIns = plan.rendered().releases().stream()
                .filter(release -> release.chart().origin() == ChartOrigin.STAND_IN)
                .toList();
        if (!standIns.isEmpty()) {
            terminal.say(
                    "Stand-in charts: %s (%s)",
                    standIns.stream().map(release -> release.chart().name()).collect(Collectors.joining(", ")),
                    standIns.get(0).chart().reason());
        }
    }

    private static String sign(PlannedStep planned) {
        if (planned.step() instanceof Step.Gate) {
            return "?";
        }
        if (planned.change() instanceof Change.Create) {
            return "+";
        }
        return planned.change().writes() ? "~" : "=";
    }

    private static String word(PlannedStep planned) {
        if (planned.step() instanceof Step.Gate) {
            return "gate";
        }
        return planned.change().getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT);
    }
}
