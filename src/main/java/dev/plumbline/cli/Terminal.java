package dev.plumbline.cli;

import dev.plumbline.deploy.DeployListener;
import dev.plumbline.deploy.Plan;
import java.io.PrintStream;
import java.util.List;

/** Where a command's words go: people's words and progress to standard error or output, results that others read to standard output. */
final class Terminal {
    private final PrintStream out = System.out;
    private final boolean live = System.console() != null && !"dumb".equals(System.getenv("TERM"));

    void say(String line) {
        out.println(line);
    }

    void say(String format, Object... arguments) {
        out.println(format.formatted(arguments));
    }

    /** Progress of a deploy: redrawn on a terminal, lines in a log. */
    DeployListener progress(Plan plan) {
        List<String> steps = plan.steps().stream().map(step -> step.step().id()).toList();
        return live
                ? new LiveProgress(out, steps)
                : new PlainProgress(
                        out, steps.stream().mapToInt(String::length).max().orElse(1));
    }
}
