package dev.plumbline.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class OwnerTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final Instant LATER = NOW.plusSeconds(3600);

    private final Owner here = Owner.thisProcess(LATER);

    @Test
    void isNotGoneWhileItsProcessLives() {
        assertThat(here.gone(here, NOW)).isFalse();
    }

    @Test
    void isGoneWhenItsTimeIsOver() {
        assertThat(here.gone(here, LATER.plusSeconds(1))).isTrue();
    }

    @Test
    void isGoneWhenAnotherProcessHasItsId() {
        Owner earlier = new Owner(
                here.boot(), here.namespace(), here.pid(), here.started().minusSeconds(5), LATER);
        assertThat(earlier.gone(here, NOW)).isTrue();
    }

    @Test
    void isGoneWhenTheMachineHasBeenStartedAgain() {
        assertThat(new Owner("other boot", here.namespace(), here.pid(), here.started(), LATER).gone(here, NOW))
                .isTrue();
    }

    @Test
    void isGoneWhenItsProcessIsNotThere() {
        long impossible = Long.MAX_VALUE;
        assertThat(new Owner(here.boot(), here.namespace(), impossible, here.started(), LATER).gone(here, NOW))
                .isTrue();
    }

    @Test
    void isNotJudgedByProcessIdsOfAnotherNamespace() {
        Owner elsewhere = new Owner(here.boot(), "pid:[1]", Long.MAX_VALUE, here.started(), LATER);
        assertThat(elsewhere.gone(here, NOW)).isFalse();
    }

    @Test
    void comesBackFromItsLabels() {
        assertThat(Owner.of(here.labels())).isEqualTo(here);
    }
}
