package dev.plumbline.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.report.CheckResult;
import dev.plumbline.report.EvidenceTier;
import dev.plumbline.report.Level;
import dev.plumbline.report.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TallyTest {
    private final List<String> lines = new ArrayList<>();
    private final Tally tally = new Tally(result -> {}, lines::add);

    @Test
    void tellsNumbersAndTimesAtTheEnd() {
        tally.add(result("rendered:dev", Level.MUST, new Outcome.Passed()));
        tally.add(result("rendered:prod", Level.MUST, new Outcome.Failed("no")));
        tally.add(result("rendered:prod", Level.SHOULD, new Outcome.Failed("no")));
        tally.add(result("rendered:prod", Level.MUST, new Outcome.Skipped("why")));

        tally.close();

        assertThat(lines)
                .singleElement()
                .asString()
                .matches("Conformance of rendered:dev, rendered:prod: 1 hold, 1 red, 1 remarks, 1 skipped;"
                        + " evidence 3 static; \\d+\\.\\d s, of which the checks 1\\.0 s");
    }

    @Test
    void isNoPassWhenEverythingWasSkipped() {
        tally.add(result("rendered:dev", Level.MUST, new Outcome.Skipped("why")));

        assertThatThrownBy(tally::close).hasMessage("no check was executed: all 1 were skipped");
    }

    private static CheckResult result(String target, Level level, Outcome outcome) {
        return new CheckResult(
                "T-001", "it holds", level, target, "front", EvidenceTier.STATIC, outcome, Duration.ofMillis(250));
    }
}
