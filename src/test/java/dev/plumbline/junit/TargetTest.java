package dev.plumbline.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TargetTest {

    @Test
    void readsAListOfTargets() {
        assertThat(Target.parse("rendered:dev, live:local"))
                .containsExactly(new Target(Target.Mode.RENDERED, "dev"), new Target(Target.Mode.LIVE, "local"));
    }

    @Test
    void refusesAnEmptyList() {
        assertThatThrownBy(() -> Target.parse(" , ")).hasMessageContaining("names no target");
    }

    @Test
    void refusesAnUnknownMode() {
        assertThatThrownBy(() -> Target.parse("dev")).hasMessageContaining("expected rendered:ENVIRONMENT");
    }
}
