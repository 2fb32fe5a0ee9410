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
import java.util.stream.Collectors;

/** A plan as people read it: the graph, and what would change. */
final class PlanPrinter {
    /** More than that is read in the manifests, not in a plan. */
    private static final int FIELDS_SHOWN = 12;

    private final Terminal terminal;

    PlanPrinter(Terminal terminal) {
        this.terminal = terminal;
    }

    void print(Plan plan) {
        int width = plan.steps().stream()
                .mapToInt(step -> step.step().id().length())
                .max()
                .orElse(1);
        ImpliedNeeds graph = new ImpliedNeeds(plan);
        plan.steps().forEach(step -> print(step, width, graph));
        charts(plan);
        long changes = plan.changes();
        terminal.say(
                changes == 0
                        ? "Plan: nothing to change."
                        : "Plan: %d of %d steps change something."
                                .formatted(changes, plan.steps().size()));
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
            update.fields().stream().limit(FIELDS_SHOWN).forEach(this::print);
            if (update.fields().size() > FIELDS_SHOWN) {
                terminal.say("        ... and %d more", update.fields().size() - FIELDS_SHOWN);
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
