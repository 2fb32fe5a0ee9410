package dev.plumbline.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which checks may disturb what runs: on a live environment none but those that it names, in production none. */
class DisturbancesTest {
    @TempDir
    private Path project;

    private EnvironmentsFolder folder;

    @BeforeEach
    void copy() {
        folder = EnvironmentsFolder.in(project);
    }

    @Test
    void aLiveEnvironmentAllowsNoneUntilItNamesIt() {
        assertThat(folder.load("live").allowsDisturbance("BEH-002")).isFalse();

        Environment declaring =
                folder.append("live.yaml", "safe_disturbances: [BEH-002]\n").load("live");

        assertThat(declaring.allowsDisturbance("BEH-002")).isTrue();
        assertThat(declaring.allowsDisturbance("BEH-001")).isFalse();
    }

    @Test
    void aThrowAwayClusterAllowsAll() {
        assertThat(folder.load("sandbox").allowsDisturbance("BEH-001")).isTrue();
    }

    @Test
    void productionMayNameNone() {
        folder.write("prod.yaml", folder.read("live.yaml").replace("environment: live", "environment: prod"))
                .append("prod.yaml", "safe_disturbances: [BEH-002]\n");

        assertThat(folder.problems("prod"))
                .containsExactly("environments/prod.yaml:32  safe_disturbances  disturbing checks in production; "
                        + "allowed: nothing: prod is only read");
    }
}
