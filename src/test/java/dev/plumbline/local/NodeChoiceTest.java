package dev.plumbline.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class NodeChoiceTest {
    private static final BooleanSupplier MUST_NOT_BE_ASKED = () -> {
        throw new AssertionError("the registry was asked although the answer was known");
    };

    @Test
    void followsTheEnvironmentVariable() {
        assertThat(decide("built", Set.of("k3s"), MUST_NOT_BE_ASKED)).isEqualTo(NodeKind.BUILT);
        assertThat(decide("k3s", Set.of("node"), MUST_NOT_BE_ASKED)).isEqualTo(NodeKind.K3S);
    }

    @Test
    void takesWhatDockerHasWithoutAskingARegistry() {
        assertThat(decide("", Set.of("node", "k3s"), MUST_NOT_BE_ASKED)).isEqualTo(NodeKind.BUILT);
        assertThat(decide("auto", Set.of("k3s"), MUST_NOT_BE_ASKED)).isEqualTo(NodeKind.K3S);
    }

    @Test
    void asksTheRegistryWhenDockerHasNeither() {
        assertThat(decide("", Set.of(), () -> true)).isEqualTo(NodeKind.K3S);
        assertThat(decide("", Set.of(), () -> false)).isEqualTo(NodeKind.BUILT);
    }

    @Test
    void refusesAWordItDoesNotKnow() {
        assertThatThrownBy(() -> decide("kind", Set.of(), MUST_NOT_BE_ASKED))
                .isInstanceOf(LocalClusterException.class)
                .hasMessage("environment variable PLUMBLINE_NODE: found \"kind\", allowed are built, k3s and auto");
    }

    private static NodeKind decide(String configured, Set<String> dockerHas, BooleanSupplier registry) {
        return new NodeChoice(configured, dockerHas::contains, registry).decide("node", "k3s");
    }
}
