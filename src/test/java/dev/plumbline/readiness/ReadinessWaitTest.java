package dev.plumbline.readiness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A wait")
class ReadinessWaitTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private static final ObjectRef POD = new ObjectRef("v1", "Pod", Optional.of("n"), "a");
    private static final ObjectRef CRD =
            new ObjectRef("apiextensions.k8s.io/v1", "CustomResourceDefinition", Optional.empty(), "things");

    private static final ObjectRef SERVICE_ACCOUNT = new ObjectRef("v1", "ServiceAccount", Optional.of("n"), "a");

    private static final FakeView RUNNING = pod("{phase: Running, conditions: [{type: Ready, status: 'True'}]}");
    private static final FakeView PENDING = pod("{phase: Pending}");
    private static final FakeView BROKEN = pod(
            "{containerStatuses: [{name: c, restartCount: 0, state: {waiting: {reason: InvalidImageName, message: bad}}}]}");

    private static FakeView pod(String status) {
        return FakeView.of("""
                apiVersion: v1
                kind: Pod
                metadata: {name: a, namespace: n, uid: u}
                status: %s
                """.formatted(status));
    }

    private static ReadinessWait waitOn(Script script) {
        return new ReadinessWait(ReadinessRules.standard(), script, script::nanoTime);
    }

    @AfterEach
    void clearTheInterruptedFlag() {
        Thread.interrupted();
    }

    @Test
    void endsAtOnceWhenEverythingIsReady() {
        Script script = new Script(RUNNING);

        assertThat(waitOn(script).await(List.of(POD), MINUTE)).isEqualTo(new WaitResult.Converged(Duration.ZERO));
    }

    @Test
    void endsWithTheChangeThatMakesTheLastOneReady() {
        Script script = new Script(PENDING).then(Duration.ofMillis(1700), RUNNING);

        assertThat(waitOn(script).await(List.of(POD), MINUTE))
                .isEqualTo(new WaitResult.Converged(Duration.ofMillis(1700)));
    }

    @Test
    void doesNotBelieveWatchesThatLagBehindAnUpgrade() {
        Script script = new Script(PENDING).then(SECOND, RUNNING, PENDING).then(SECOND, RUNNING);

        assertThat(waitOn(script).await(List.of(POD), MINUTE))
                .isEqualTo(new WaitResult.Converged(Duration.ofSeconds(2)));
    }

    @Test
    void doesNotBelieveAFailureThatIsNoLongerTrue() {
        Script script = new Script(PENDING).then(SECOND, BROKEN, PENDING).then(SECOND, RUNNING);

        assertThat(waitOn(script).await(List.of(POD), MINUTE)).matches(WaitResult::converged);
    }

    @Test
    void stopsAtOnceWhenOneNeverWillBeReady() {
        Script script = new Script(PENDING).then(SECOND, BROKEN);

        WaitResult result = waitOn(script).await(List.of(POD), MINUTE);

        assertThat(result).isInstanceOfSatisfying(WaitResult.Failed.class, failed -> {
            assertThat(failed.object()).isEqualTo(POD);
            assertThat(failed.reason()).contains("InvalidImageName", "bad");
        });
        assertThat(Duration.ofNanos(script.nanoTime())).isEqualTo(SECOND);
    }

    @Test
    void saysAtItsDeadlineWhatWasLastSeenOfEachObject() {
        WaitResult result = waitOn(new Script(PENDING)).await(List.of(POD, CRD), MINUTE);

        assertThat(result)
                .isInstanceOfSatisfying(WaitResult.TimedOut.class, timedOut -> assertThat(timedOut.lastObserved())
                        .containsEntry(POD, "Pending")
                        .containsEntry(CRD, "does not exist"));
        assertThat(result)
                .hasToString("not ready after 60 s: CustomResourceDefinition/things: does not exist; Pod/n/a: Pending");
    }

    @Test
    void readsOnceMoreBeforeItTimesOut() {
        Script deaf = new Script(PENDING).then(Duration.ofSeconds(3), PENDING, RUNNING);

        assertThat(waitOn(deaf).await(List.of(POD), Duration.ofSeconds(5))).matches(WaitResult::converged);
    }

    @Test
    void readsNowAndThenSinceAWatchMayBeDeaf() {
        Script deaf = new Script(PENDING).then(SECOND, PENDING, RUNNING);

        assertThat(waitOn(deaf).await(List.of(POD), MINUTE))
                .isEqualTo(new WaitResult.Converged(Duration.ofSeconds(10)));
    }

    @Test
    void doesNotReadAgainAndAgainWhileNothingChanges() {
        Script script = new Script(PENDING);

        waitOn(script).await(List.of(POD), MINUTE);

        assertThat(script.reads()).isLessThan(10);
    }

    @Test
    void findsAnObjectOfAnUnwatchedKindSoonAfterItIsReady() {
        FakeView established = FakeView.of("""
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                metadata: {name: things}
                status: {conditions: [{type: NamesAccepted, status: 'True'}, {type: Established, status: 'True'}]}
                """);
        Script script = new Script(FakeView.of()).then(Duration.ofMillis(500), FakeView.of(), established);

        WaitResult result = waitOn(script).await(List.of(CRD), MINUTE);

        assertThat(result).isInstanceOfSatisfying(WaitResult.Converged.class, converged -> assertThat(converged.took())
                .isLessThanOrEqualTo(Duration.ofMillis(800)));
    }

    @Test
    void asksForNothingOfWhatIsWatchedWhileItIsNotReady() {
        Script script = new Script(PENDING).then(SECOND, PENDING);

        waitOn(script).await(List.of(POD), SECOND.multipliedBy(5));

        // the last look before the time-out
        assertThat(script.reads()).isEqualTo(1);
    }

    @Test
    void asksForWhatIsNotWatchedAtOnceWhereNothingElseIsLeft() {
        Script script = new Script(RUNNING);

        assertThat(waitOn(script).await(List.of(POD, SERVICE_ACCOUNT), MINUTE))
                .hasToString("not ready after 60 s: ServiceAccount/n/a: does not exist");
        assertThat(script.firstRead()).isEqualTo(Duration.ZERO);
    }

    @Test
    void asksForWhatIsNotWatchedAMomentLaterWhileOthersAreNotReady() {
        Script script = new Script(PENDING);

        waitOn(script).await(List.of(POD, SERVICE_ACCOUNT), SECOND);

        assertThat(script.firstRead()).isEqualTo(Duration.ofMillis(300));
    }

    @Test
    void tellsItsProgressOnlyWhenThatChanges() {
        List<String> told = new ArrayList<>();
        Script script = new Script(PENDING).then(SECOND, PENDING).then(SECOND, RUNNING);

        waitOn(script).await(List.of(POD), MINUTE, progress -> told.add(progress.toString()));

        assertThat(told).containsExactly("Pod/n/a: Pending", "ready");
    }

    @Test
    void doesNotCallAFailureProgress() {
        List<String> told = new ArrayList<>();

        waitOn(new Script(PENDING).then(SECOND, BROKEN))
                .await(List.of(POD), MINUTE, progress -> told.add(progress.toString()));

        assertThat(told).containsExactly("Pod/n/a: Pending");
    }

    @Test
    void endsWithAnExceptionAndTheFlagSetWhenInterrupted() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> waitOn(new Script(PENDING)).await(List.of(POD), MINUTE))
                .isInstanceOf(CancellationException.class)
                .hasMessageContaining("Pod/n/a");
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }

    @Test
    void refusesToWaitForNothing() {
        assertThatThrownBy(() -> waitOn(new Script(PENDING)).await(List.of(), MINUTE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("empty");
    }

    @Test
    void refusesAnUnknownKindBeforeItReadsAnything() {
        Script script = new Script(PENDING);
        ObjectRef unknown = new ObjectRef("example.com/v1", "Thing", Optional.of("n"), "x");

        assertThatThrownBy(() -> waitOn(script).await(List.of(POD, unknown), MINUTE))
                .isInstanceOf(UnknownKindException.class);
        assertThat(script.reads()).isZero();
    }
}
