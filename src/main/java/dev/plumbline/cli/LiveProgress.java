package dev.plumbline.cli;

import dev.plumbline.deploy.DeployListener;
import dev.plumbline.deploy.StepState;
import java.io.PrintStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Progress for a terminal: one line per step, redrawn in place. */
final class LiveProgress implements DeployListener {
    /** Redrawing more often than a person can read only costs time. */
    private static final Duration FRAME = Duration.ofMillis(80);

    private static final String UP_AND_CLEAR = "\u001b[%dA\u001b[J";
    /** A line that wraps is two lines to the cursor, and the next frame would begin too low. */
    private static final String CUT_LINES = "\u001b[?7l";

    private static final String WRAP_LINES = "\u001b[?7h";

    private final PrintStream out;
    private final int idWidth;
    private final Map<String, StepState> states = new LinkedHashMap<>();
    private int drawn;
    private long lastFrame;

    LiveProgress(PrintStream out, List<String> steps) {
        this.out = out;
        this.idWidth = steps.stream().mapToInt(String::length).max().orElse(1);
        steps.forEach(step -> states.put(step, new StepState(step, StepState.Phase.WAITING, Duration.ZERO, "")));
        this.lastFrame = System.nanoTime();
    }

    @Override
    public void changed(StepState state) {
        states.put(state.step(), state);
        boolean over = states.values().stream().allMatch(each -> each.phase().isOver());
        if (over || System.nanoTime() - lastFrame > FRAME.toNanos()) {
            draw();
        }
    }

    private void draw() {
        StringBuilder frame = new StringBuilder(CUT_LINES);
        if (drawn > 0) {
            frame.append(UP_AND_CLEAR.formatted(drawn));
        }
        states.values()
                .forEach(state -> frame.append(StepLine.of(state, idWidth)).append('\n'));
        out.print(frame.append(WRAP_LINES));
        out.flush();
        drawn = states.size();
        lastFrame = System.nanoTime();
    }
}
