package dev.plumbline.cli;

import dev.plumbline.deploy.DeployListener;
import dev.plumbline.deploy.StepState;
import dev.plumbline.deploy.StepState.Phase;
import java.io.PrintStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Progress for logs: a line when a step's phase changes, and now and then what a slow one waits for. */
final class PlainProgress implements DeployListener {
    /** Slow steps change their detail several times a second. */
    private static final Duration QUIET = Duration.ofSeconds(5);

    private final PrintStream out;
    private final int idWidth;
    private final Map<String, StepState> printed = new HashMap<>();

    PlainProgress(PrintStream out, int idWidth) {
        this.out = out;
        this.idWidth = idWidth;
    }

    @Override
    public void changed(StepState state) {
        StepState last = printed.get(state.step());
        boolean newPhase = last == null || last.phase() != state.phase();
        boolean nothingToTell = state.phase() == Phase.SENDING && state.detail().isEmpty();
        if (nothingToTell || state.phase() == Phase.WAITING) {
            return;
        }
        if (newPhase || worthRepeating(last, state)) {
            printed.put(state.step(), state);
            out.println(StepLine.of(state, idWidth));
        }
    }

    private static boolean worthRepeating(StepState last, StepState state) {
        return !last.detail().equals(state.detail())
                && state.elapsed().minus(last.elapsed()).compareTo(QUIET) > 0;
    }
}
