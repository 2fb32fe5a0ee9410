package dev.plumbline.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class TopologicalOrderTest {
    @Test
    void eachStepStandsAfterTheOnesItNeedsAndOtherwiseWhereItWas() {
        assertThat(TopologicalOrder.of(List.of(
                        step("c", Need.ready("b")), step("x"), step("b", Need.sent("a")), step("a"), step("y"))))
                .extracting(Step::id)
                .containsExactly("x", "a", "y", "b", "c");
    }

    @Test
    void aCycleIsReportedWithItsMembersOnly() {
        assertThatThrownBy(() -> TopologicalOrder.of(
                        List.of(step("free"), step("a", Need.ready("b")), step("b", Need.sent("a")))))
                .hasMessage("these steps wait for each other: [a needs [b], b needs [a sent]]");
    }

    @Test
    void aStepThatNeedsItselfIsACycle() {
        assertThatThrownBy(() -> TopologicalOrder.of(List.of(step("a", Need.ready("a")))))
                .hasMessageContaining("a needs [a]");
    }

    @Test
    void anUnknownNeedIsReportedWithTheStepsThereAre() {
        assertThatThrownBy(() -> TopologicalOrder.of(List.of(step("a", Need.ready("nobody")))))
                .hasMessageContaining("step a needs nobody, which is not a step; steps: [a]");
    }

    private static Step step(String id, Need... needs) {
        return new Step.Apply(id, null, List.of(needs));
    }
}
