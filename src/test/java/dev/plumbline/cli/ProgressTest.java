package dev.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.deploy.DeployListener;
import dev.plumbline.deploy.StepState;
import dev.plumbline.deploy.StepState.Phase;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** How a deploy looks on a terminal and in a log. */
class ProgressTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Test
    void aLineHasSignStepPhaseTimeAndDetail() {
        assertThat(StepLine.of(state("gateway-service", Phase.SETTLING, 1234, "1 of 2 pods"), 20))
                .isEqualTo("> gateway-service       settling    1.2s  1 of 2 pods");
        assertThat(StepLine.of(state("gateway-service", Phase.READY, 12_050, ""), 15))
                .isEqualTo("+ gateway-service  ready      12.1s");
        assertThat(StepLine.of(state("a", Phase.UNCHANGED, 5, ""), 1)).isEqualTo("= a  unchanged   0.0s");
        assertThat(StepLine.of(state("a", Phase.BLOCKED, 0, "needs b"), 1)).isEqualTo("- a  blocked           needs b");
    }

    @Test
    void whatAStepWaitsForReadsAsASentence() {
        assertThat(StepLine.of(state("a", Phase.WAITING, 0, "b, c sent"), 1))
                .isEqualTo(". a  waiting           for b, c sent");
    }

    @Test
    void aLongDetailIsOneShortLine() {
        String line = StepLine.of(state("a", Phase.FAILED, 10, "x".repeat(300) + "\nsecond line"), 1);

        assertThat(line).endsWith("xxx...").hasSizeLessThan(130).doesNotContain("\n", "second");
    }

    @Test
    void secondsAreTheSameInEveryLanguage() {
        assertThat(StepLine.seconds(Duration.ofMillis(61_250))).isEqualTo("61.3s");
        assertThat(StepLine.seconds(Duration.ZERO)).isEmpty();
    }

    @Test
    void aLogSaysEachPhaseOnce() {
        List<String> lines = printed(
                out -> new PlainProgress(out, 1),
                List.of(
                        state("a", Phase.WAITING, 0, "b"),
                        state("a", Phase.SENDING, 0, ""),
                        state("a", Phase.SETTLING, 100, ""),
                        state("a", Phase.SETTLING, 300, "0 of 2 pods"),
                        state("a", Phase.SETTLING, 600, "1 of 2 pods"),
                        state("a", Phase.READY, 900, "")));

        assertThat(lines).containsExactly("> a  settling    0.1s", "+ a  ready       0.9s");
    }

    @Test
    void aLogSaysNowAndThenWhatASlowStepWaitsFor() {
        List<String> lines = printed(
                out -> new PlainProgress(out, 1),
                List.of(
                        state("a", Phase.SETTLING, 0, "0 of 2 pods"),
                        state("a", Phase.SETTLING, 4_000, "1 of 2 pods"),
                        state("a", Phase.SETTLING, 6_000, "1 of 2 pods"),
                        state("a", Phase.SETTLING, 7_000, "1 of 2 pods"),
                        state("a", Phase.SETTLING, 20_000, "1 of 2 pods"),
                        state("a", Phase.SETTLING, 21_000, "pod x restarted")));

        assertThat(lines)
                .containsExactly(
                        "> a  settling          0 of 2 pods",
                        "> a  settling    6.0s  1 of 2 pods",
                        "> a  settling   21.0s  pod x restarted");
    }

    @Test
    void aTerminalShowsEveryStepWhenAllIsOver() {
        String text = text(
                out -> new LiveProgress(out, List.of("first", "x")),
                List.of(state("first", Phase.READY, 100, ""), state("x", Phase.FAILED, 200, "bad image")));

        assertThat(text).contains("+ first  ready       0.1s\n", "x x      failed      0.2s  bad image\n");
    }

    @Test
    void aTerminalIsDrawnOverItself() {
        String text = text(
                out -> new LiveProgress(out, List.of("a")),
                List.of(state("a", Phase.READY, 100, ""), state("a", Phase.READY, 200, "")));

        assertThat(text).contains("\u001b[1A\u001b[J").containsOnlyOnce("\u001b[1A");
    }

    @Test
    void aLineThatIsTooLongForTheTerminalStaysOneLine() {
        String text = text(
                out -> new LiveProgress(out, List.of("a")), List.of(state("a", Phase.FAILED, 100, "x".repeat(100))));

        assertThat(text).startsWith("\u001b[?7l").endsWith("\u001b[?7h");
    }

    private List<String> printed(Function<PrintStream, DeployListener> progress, List<StepState> states) {
        return text(progress, states).lines().toList();
    }

    private String text(Function<PrintStream, DeployListener> progress, List<StepState> states) {
        DeployListener listener = progress.apply(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        states.forEach(listener::changed);
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static StepState state(String step, Phase phase, long millis, String detail) {
        return new StepState(step, phase, Duration.ofMillis(millis), detail);
    }
}
