package dev.plumbline.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PreparationPlanTest {
    private final PreparationStep packages = new PreparationStep(
            "packages",
            "Debian packages: docker.io",
            Duration.ofSeconds(20),
            300,
            List.of(List.of("bash", "/a folder/packages.sh", "docker.io")));
    private final PreparationStep node =
            new PreparationStep("node", "the node", Duration.ofSeconds(100), 745, List.of());

    @Test
    void announcesTimeAndDiskOfEachStepAndOfAll() {
        assertThat(new PreparationPlan(List.of(packages, node)).lines())
                .first()
                .asString()
                .contains("2 things", "2m00s", "1045 MB");
        assertThat(new PreparationPlan(List.of(packages, node)).lines())
                .anyMatch(line -> line.contains("packages") && line.contains("(changes this machine)"))
                .anyMatch(line -> line.contains("node") && line.contains("1m40s") && line.contains("745 MB"));
    }

    @Test
    void needsConsentOnlyForWhatChangesTheMachine() {
        assertThat(new PreparationPlan(List.of(node)).needsConsent()).isFalse();
        assertThat(new PreparationPlan(List.of(node, packages)).needsConsent()).isTrue();
    }

    @Test
    void printsCommandsAsTheyWouldBeTyped() {
        assertThat(new PreparationPlan(List.of(packages, node)).systemCommands())
                .containsExactly("bash '/a folder/packages.sh' docker.io");
    }
}
