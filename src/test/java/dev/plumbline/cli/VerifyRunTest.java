package dev.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.deploy.RenderedPlatform;
import dev.plumbline.junit.Target;
import dev.plumbline.observe.Observed;
import dev.plumbline.observe.RenderedObservation;
import dev.plumbline.observe.SmallPlatform;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerifyRunTest {
    @Test
    void aRightPlatformEndsWithZeroAndNumbers() {
        Run run = verified(SmallPlatform.rendered());

        assertThat(run.code()).isEqualTo(ExitCode.DONE);
        assertThat(run.out()).containsPattern("Verified rendered:tiny: \\d+ passed, 0 failed, 0 unknown");
    }

    @Test
    void aFindingEndsWithTwoAndIsToldWhole() {
        RenderedPlatform right = SmallPlatform.renderedPlatform();
        RenderedPlatform broken = new RenderedPlatform(
                right.platform(),
                right.releases().stream()
                        .filter(release -> !release.release().name().equals("front-door"))
                        .toList());

        Run run = verified(RenderedObservation.of(broken));

        assertThat(run.code()).isEqualTo(ExitCode.FINDINGS);
        assertThat(run.out()).contains("RED ").contains("front").doesNotContain(" 0 failed");
    }

    private static Run verified(Observed observed) {
        return Run.of(() -> new VerifyRun(new Terminal())
                .run(List.of(new Target(Target.Mode.RENDERED, "tiny")), (target, settings) -> () -> observed));
    }
}
