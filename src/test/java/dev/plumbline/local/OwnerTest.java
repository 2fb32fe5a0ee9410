package dev.plumbline.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.cluster.ProcessMark;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class OwnerTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final Instant LATER = NOW.plusSeconds(3600);

    private final Owner here = Owner.thisProcess(LATER);
    private final ProcessMark mark = here.process();

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
        Owner earlier =
                owner(mark.boot(), mark.namespace(), mark.pid(), mark.started().minusSeconds(5));
        assertThat(earlier.gone(here, NOW)).isTrue();
    }

    @Test
    void isGoneWhenTheMachineHasBeenStartedAgain() {
        assertThat(owner("other boot", mark.namespace(), mark.pid(), mark.started())
                        .gone(here, NOW))
                .isTrue();
    }

    @Test
    void isGoneWhenItsProcessIsNotThere() {
        long impossible = Long.MAX_VALUE;
        assertThat(owner(mark.boot(), mark.namespace(), impossible, mark.started())
                        .gone(here, NOW))
                .isTrue();
    }

    @Test
    void isNotJudgedByProcessIdsOfAnotherNamespace() {
        Owner elsewhere = owner(mark.boot(), "pid:[1]", Long.MAX_VALUE, mark.started());
        assertThat(elsewhere.gone(here, NOW)).isFalse();
    }

    @Test
    void comesBackFromItsLabels() {
        assertThat(Owner.of(here.labels())).isEqualTo(here);
    }

    private static Owner owner(String boot, String namespace, long pid, Instant started) {
        return new Owner(new ProcessMark(boot, namespace, pid, started), LATER);
    }
}
