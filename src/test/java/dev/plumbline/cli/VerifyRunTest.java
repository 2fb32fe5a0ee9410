package dev.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.deploy.RenderedPlatform;
import dev.plumbline.junit.Target;
import dev.plumbline.observe.ObjectId;
import dev.plumbline.observe.Observed;
import dev.plumbline.observe.RenderedObservation;
import dev.plumbline.observe.SmallPlatform;
import dev.plumbline.redact.Redactor;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBuilder;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyRunTest {
    @TempDir
    private Path folder;

    private Path xml;

    @BeforeEach
    void nameTheFile() {
        xml = folder.resolve("results.xml");
    }

    @Test
    void aFindingMarksThePlaceWhereWhatWasExpectedIsWritten() {
        Observed right = SmallPlatform.rendered();
        HorizontalPodAutoscaler autoscaler =
                right.autoscalerOf(right.environment().services().get("front")).object();
        Observed broken = right.replacing(
                ObjectId.of(autoscaler),
                new HorizontalPodAutoscalerBuilder(autoscaler)
                        .editSpec()
                        .withMaxReplicas(8)
                        .endSpec()
                        .build());

        Run run = verified(broken);

        assertThat(run.out())
                .containsPattern("(?m)^::error file=environments/tiny.yaml,line=12,title=HPA-001 .*::Horizontal.*%0A");
        assertThat(xml).content().contains("<failure", "HPA-001", "spec.maxReplicas");
    }

    @Test
    void aRightPlatformEndsWithZeroAndNumbers() {
        Run run = verified(SmallPlatform.rendered());

        assertThat(run.code()).isEqualTo(ExitCode.DONE);
        assertThat(run.out()).containsPattern("Verified rendered:tiny: \\d+ passed, 0 failed, 0 unknown");
        assertThat(run.out()).containsPattern("  evidence: \\d+ static\\R");
        assertThat(xml).content().contains("<property name=\"evidence\" value=\"static\"/>");
    }

    @Test
    void chartsThatStandInForTheRealOnesAreNamed() {
        Run run = verified(SmallPlatform.rendered());

        assertThat(run.out()).contains("note: kept as a file");
        assertThat(xml).content().contains("<property name=\"stand-in\" value=\"kept as a file");
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
        assertThat(run.out())
                .contains("RED ")
                .contains("[rendered:tiny front, static]")
                .doesNotContain(" 0 failed");
    }

    private Run verified(Observed observed) {
        return Run.of(() -> new VerifyRun(new Terminal(), new VerifyReports(Optional.of(xml), true, new Redactor()))
                .run(List.of(new Target(Target.Mode.RENDERED, "tiny")), (target, settings) -> () -> observed));
    }
}
