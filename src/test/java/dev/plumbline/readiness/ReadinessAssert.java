package dev.plumbline.readiness;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.api.AbstractStringAssert;

/** What the tests of rules say. */
final class ReadinessAssert {
    private ReadinessAssert() {}

    static void isReady(Readiness readiness) {
        assertThat(readiness).isEqualTo(new Readiness.Ready());
    }

    static AbstractStringAssert<?> isNotYet(Readiness readiness) {
        assertThat(readiness).isInstanceOf(Readiness.NotYet.class);
        return assertThat(((Readiness.NotYet) readiness).observed());
    }

    static AbstractStringAssert<?> isTerminal(Readiness readiness) {
        assertThat(readiness).isInstanceOf(Readiness.Terminal.class);
        return assertThat(((Readiness.Terminal) readiness).reason());
    }
}
