package dev.plumbline.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.readiness.ChangingView;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class EventuallyTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    private final AtomicInteger changes = new AtomicInteger();

    @Test
    void looksAgainAtEachChangeUntilItHolds() {
        new Eventually(view())
                .holds(LONG, "nothing", view -> assertThat(changes.get()).isGreaterThanOrEqualTo(3));

        assertThat(changes.get()).as("changes that it waited for").isEqualTo(3);
    }

    @Test
    void doesNotWaitForWhatHoldsAlready() {
        new Eventually(view()).holds(LONG, "nothing", view -> {});

        assertThat(changes.get()).isZero();
    }

    @Test
    void confirmsByReadsOfItsOwnWhatAWatchSays() {
        AtomicInteger looks = new AtomicInteger();

        // the first look is at the watch, the second at the cluster, which does not agree yet
        new Eventually(view()).holds(LONG, "nothing", view -> assertThat(looks.incrementAndGet())
                .isNotEqualTo(2));

        assertThat(looks.get()).isEqualTo(4);
    }

    @Test
    void tellsAtTheDeadlineWhatWasSeenLastAndWhatTheDeadlineIsMadeOf() {
        assertThatThrownBy(() -> new Eventually(view()).holds(Duration.ZERO, "two scrapes", view -> {
                    throw new AssertionError("2 replicas");
                }))
                .isInstanceOf(AssertionError.class)
                .hasMessageContainingAll("not within 0 s (two scrapes)", "2 replicas");
    }

    @Test
    void doesNotRepeatWhatBreaks() {
        assertThatThrownBy(() -> new Eventually(view()).holds(LONG, "nothing", view -> {
                    throw new IllegalStateException("forbidden");
                }))
                .isInstanceOf(IllegalStateException.class);
    }

    /** Changes whenever somebody waits for it; fresh reads say the same. */
    private ChangingView view() {
        return (ChangingView) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {ChangingView.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "version" -> (long) changes.get();
                    case "fresh" -> proxy;
                    case "awaitChange" -> {
                        changes.incrementAndGet();
                        yield null;
                    }
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
