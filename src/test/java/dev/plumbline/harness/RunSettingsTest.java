package dev.plumbline.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunSettingsTest {
    @Test
    void nothingIsWrittenUnlessItIsAskedFor() {
        RunSettings settings = of(Map.of());

        assertThat(settings.mode()).isEqualTo(RunMode.VERIFY);
        assertThat(settings.ephemeral()).isFalse();
        assertThat(settings.selection("dev")).isEqualTo(Selection.of("dev"));
    }

    @Test
    void aLiveRunNamesItsClusterAndItsInputs() {
        RunSettings settings = of(Map.of(
                "plumbline.mode", "deploy",
                "plumbline.kubeconfig", "/given/kubeconfig",
                "plumbline.terraform-outputs", "/given/outputs"));

        assertThat(settings.mode()).isEqualTo(RunMode.DEPLOY);
        assertThat(settings.selection("dev").kubeconfig()).contains(Path.of("/given/kubeconfig"));
        assertThat(settings.selection("dev").terraform()).isPresent();
    }

    @Test
    void awsIsAskedUnlessThatIsForbidden() {
        assertThat(of(Map.of()).aws()).isTrue();
        assertThat(of(Map.of("plumbline.no-aws", "true")).aws()).isFalse();
    }

    @Test
    void aBlankPropertyCountsAsNotGiven() {
        assertThat(of(Map.of("plumbline.kubeconfig", " ", "plumbline.mode", "")).kubeconfig())
                .isEmpty();
    }

    @Test
    void anUnknownModeIsRefusedWithThoseThatThereAre() {
        assertThatThrownBy(() -> of(Map.of("plumbline.mode", "aply")))
                .hasMessage("plumbline.mode = 'aply' is no mode: expected verify or deploy");
    }

    @Test
    void twoFormsOfTheSameInputsAreRefused() {
        assertThatThrownBy(() -> of(Map.of("plumbline.terraform-outputs", "a", "plumbline.var-file", "b")))
                .hasMessageContaining("plumbline.terraform-outputs and plumbline.var-file");
    }

    private static RunSettings of(Map<String, String> given) {
        return RunSettings.of(name -> Optional.ofNullable(given.get(name)));
    }
}
