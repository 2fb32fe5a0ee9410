package dev.plumbline.local;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Everything that is still to be done before a local cluster can start; empty when nothing is.
 *
 * @param steps in the order in which they can be done; what compiles is done one at a time, the rest beside it
 */
public record PreparationPlan(List<PreparationStep> steps) {
    public PreparationPlan {
        steps = List.copyOf(steps);
    }

    public boolean nothingToDo() {
        return steps.isEmpty();
    }

    public boolean needsConsent() {
        return steps.stream().anyMatch(PreparationStep::changesSystem);
    }

    /** The commands that change the machine, as they would be typed. */
    public List<String> systemCommands() {
        return steps.stream()
                .flatMap(step -> step.systemCommands().stream())
                .map(command -> command.stream().map(PreparationPlan::quoted).collect(Collectors.joining(" ")))
                .toList();
    }

    /** The announcement, line by line. */
    public List<String> lines() {
        Duration total = steps.stream().map(PreparationStep::estimate).reduce(Duration.ZERO, Duration::plus);
        int megabytes = steps.stream().mapToInt(PreparationStep::megabytes).sum();
        Stream<String> head = Stream.of("The local cluster needs %d %s: about %s on two cores and %d MB of disk, once"
                .formatted(steps.size(), steps.size() == 1 ? "thing" : "things", Spent.text(total), megabytes));
        Stream<String> each = steps.stream().map(step -> "  %-17s %6s %5d MB  %s%s"
                .formatted(
                        step.id(),
                        Spent.text(step.estimate()),
                        step.megabytes(),
                        step.changesSystem() ? "(changes this machine) " : "",
                        step.why()));
        return Stream.concat(head, each).toList();
    }

    private static String quoted(String word) {
        return word.matches("[A-Za-z0-9_./=:@%+,-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
