package dev.plumbline.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30) // who gives way for ever is the defect looked for here
class RightOfWayTest {
    /** A thread that was started and waits is seen within milliseconds. */
    private static final Duration PLENTY = Duration.ofSeconds(10);

    private final RightOfWay rightOfWay = new RightOfWay();
    private final List<String> done = new CopyOnWriteArrayList<>();
    private final CountDownLatch writing = new CountDownLatch(1);
    private final CountDownLatch answer = new CountDownLatch(1);

    @AfterEach
    void answer() {
        answer.countDown();
    }

    @Test
    void whoLooksGoesAfterEverybodyWhoWrites() throws InterruptedException {
        Thread looking = new Thread(() -> {
            rightOfWay.giveWay();
            done.add("looked");
        });
        rightOfWay.write(() -> {
            rightOfWay.write(() -> done.add("wrote first"));
            looking.start();
            await().atMost(PLENTY).until(() -> looking.getState() == Thread.State.TIMED_WAITING || !looking.isAlive());
            done.add("wrote last");
        });
        looking.join();

        assertThat(done).containsExactly("wrote first", "wrote last", "looked");
    }

    @Test
    void aWriteThatFailedHoldsUpNobody() {
        CompletableFuture<Void> failing = CompletableFuture.runAsync(() -> rightOfWay.write(() -> {
            throw new DeployException("refused");
        }));
        await().atMost(PLENTY).until(failing::isCompletedExceptionally);

        long start = System.nanoTime();
        for (int i = 0; i < 20; i++) {
            rightOfWay.giveWay();
        }

        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .as("8 s, if it counted as under way")
                .isLessThan(Duration.ofSeconds(4));
    }

    @Test
    void aWriteThatHangsKeepsNobodyFromLookingForLong() throws InterruptedException {
        CompletableFuture<Void> hanging = hangingWrite();

        rightOfWay.giveWay();

        assertThat(hanging).isNotDone();
    }

    @Test
    void whoIsInterruptedGoesOnAndKnowsIt() throws InterruptedException {
        CompletableFuture<Void> hanging = hangingWrite();
        Thread.currentThread().interrupt();

        rightOfWay.giveWay();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(hanging).isNotDone();
    }

    private CompletableFuture<Void> hangingWrite() throws InterruptedException {
        CompletableFuture<Void> hanging = CompletableFuture.runAsync(() -> rightOfWay.write(() -> {
            writing.countDown();
            try {
                answer.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }));
        writing.await();
        return hanging;
    }
}
