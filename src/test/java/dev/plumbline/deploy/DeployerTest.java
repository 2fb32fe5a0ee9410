package dev.plumbline.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.deploy.StepState.Phase;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who starts when, what a failure stops, and what is said of it; the steps themselves are played. */
@Timeout(30) // a step that nobody wakes is the defect looked for here
class DeployerTest {
    private final Play play = new Play();
    private final List<StepState> heard = new ArrayList<>();

    @Test
    void aStepStartsWhenItsOwnNeedsAreMetAndNotWhenALayerIs() {
        // slow and quick stand in one layer; slow ends only when what comes after quick is done
        play.settles("slow", () -> play.awaitSettled("last"));

        Journal journal = deploy(
                step("slow"), step("quick"), step("next", Need.ready("quick")), step("last", Need.ready("next")));

        assertThat(journal.succeeded()).isTrue();
    }

    @Test
    void aStepThatNeedsAnotherOnlySentDoesNotWaitForItToGetReady() {
        play.settles("operator", () -> play.awaitSettled("gate"));

        assertThat(deploy(step("operator"), step("gate", Need.sent("operator"))).succeeded())
                .isTrue();
    }

    @Test
    void whatIsNotedOfAStepHoldsUpNobodyWhoNeedsItSent() {
        play.notes("operator", () -> play.awaitSettled("gate"));

        assertThat(deploy(step("operator"), step("gate", Need.sent("operator"))).succeeded())
                .isTrue();
    }

    @Test
    void aStepIsReadyAfterItWasNoted() {
        Set<String> settledWhenNoted = ConcurrentHashMap.newKeySet();
        play.notes("app", () -> settledWhenNoted.addAll(play.settled));

        deploy(step("config"), step("app", Need.ready("config")));

        assertThat(settledWhenNoted).containsExactly("config");
    }

    @Test
    void aStepThatNeedsAnotherReadyIsNotSentBefore() {
        Set<String> settledWhenSent = ConcurrentHashMap.newKeySet();
        play.sends("app", () -> settledWhenSent.addAll(play.settled));

        deploy(step("config"), step("app", Need.ready("config")));

        assertThat(settledWhenSent).containsExactly("config");
    }

    @Test
    void aFailureStopsWhatDependsOnItAndNothingElse() {
        play.sends("broken", () -> {
            throw new DeployException("the API server refuses it (422)");
        });

        Journal journal = deploy(
                step("broken"),
                step("dependant", Need.sent("broken")),
                step("further", Need.ready("dependant")),
                step("independent"));

        assertThat(outcomes(journal))
                .containsEntry("broken", Phase.FAILED)
                .containsEntry("dependant", Phase.BLOCKED)
                .containsEntry("further", Phase.BLOCKED)
                .containsEntry("independent", Phase.READY);
        assertThat(journal.succeeded()).isFalse();
        assertThat(journal.failures()).extracting(JournalEntry::step).containsExactly("broken");
        assertThat(entry(journal, "broken").detail()).isEqualTo("the API server refuses it (422)");
        assertThat(entry(journal, "dependant").detail()).isEqualTo("needs broken");
        assertThat(entry(journal, "further").detail()).isEqualTo("needs dependant");
        assertThat(play.sent).doesNotContain("dependant", "further");
    }

    @Test
    void whatNeedsOnlyTheObjectsGoesOnWhenTheyDoNotGetReady() {
        CountDownLatch gone = new CountDownLatch(1);
        play.settles("operator", () -> {
            awaitQuietly(gone);
            throw new DeployException("not ready after 300 s");
        });
        play.sends("sent-only", gone::countDown);

        Journal journal =
                deploy(step("operator"), step("sent-only", Need.sent("operator")), step("app", Need.ready("operator")));

        assertThat(outcomes(journal))
                .containsEntry("operator", Phase.FAILED)
                .containsEntry("sent-only", Phase.READY)
                .containsEntry("app", Phase.BLOCKED);
    }

    @Test
    void anExceptionThatAStepMeetsInsideItselfIsItsOwnFailure() {
        play.settles("step", () -> {
            throw new CompletionException(null);
        });

        assertThat(outcomes(deploy(step("step")))).containsEntry("step", Phase.FAILED);
    }

    @Test
    void aFailureWithoutAMessageIsStillNamed() {
        play.sends("step", () -> {
            throw new NullPointerException();
        });

        assertThat(entry(deploy(step("step")), "step").detail()).isEqualTo("java.lang.NullPointerException");
    }

    @Test
    void evenAnErrorOfTheMachineLeavesNobodyWaiting() {
        play.sends("step", () -> {
            throw new NoClassDefFoundError("Missing");
        });

        assertThatThrownBy(() -> deploy(step("step"), step("dependant", Need.ready("step"))))
                .hasRootCauseInstanceOf(NoClassDefFoundError.class);
        assertThat(heard)
                .filteredOn(state -> state.step().equals("dependant"))
                .last()
                .extracting(StepState::phase)
                .isEqualTo(Phase.BLOCKED);
    }

    @Test
    void phasesComeInOrder() {
        play.settles("app", () -> {});

        deploy(changing("config", new Change.Unchanged()), changing("app", new Change.Create(), Need.ready("config")));

        assertThat(phases("config")).containsExactly(Phase.SENDING, Phase.SETTLING, Phase.UNCHANGED);
        assertThat(phases("app").stream().distinct())
                .endsWith(Phase.SENDING, Phase.SETTLING, Phase.READY)
                .isSubsetOf(Phase.WAITING, Phase.SENDING, Phase.SETTLING, Phase.READY);
    }

    @Test
    void aWaitingStepSaysForWhat() {
        CountDownLatch heardWaiting = new CountDownLatch(1);
        play.sends("one", () -> awaitQuietly(heardWaiting));

        deploy(
                state -> {
                    heard.add(state);
                    if (state.phase() == Phase.WAITING && state.detail().equals("one sent, two")) {
                        heardWaiting.countDown();
                    }
                },
                step("one"),
                step("two", Need.ready("one")),
                step("app", Need.sent("one"), Need.ready("two")));

        assertThat(heard)
                .anyMatch(state -> state.step().equals("app") && state.detail().equals("one sent, two"));
    }

    @Test
    void whatIsObservedWhileSettlingIsHeard() {
        play.observations = Map.of("app", "Deployment/apps/front: 1 of 2 pods");

        deploy(step("app"));

        assertThat(heard)
                .anyMatch(state ->
                        state.phase() == Phase.SETTLING && state.detail().equals("Deployment/apps/front: 1 of 2 pods"));
    }

    @Test
    void theListenerIsCalledOnceAtATime() {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        PlannedStep[] many = new PlannedStep[16];
        Arrays.setAll(many, i -> step("step" + i));

        deploy(
                state -> {
                    most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                    Thread.yield();
                    inside.decrementAndGet();
                },
                many);

        assertThat(most).hasValue(1);
    }

    @Test
    void aListenerThatFailsDoesNotLeaveStepsWaiting() {
        assertThatThrownBy(() -> deploy(
                        state -> {
                            throw new IllegalStateException("the terminal is gone");
                        },
                        step("step"),
                        step("dependant", Need.ready("step"))))
                .hasMessageContaining("the terminal is gone");
    }

    @Test
    void theJournalTellsChangesAndTimesInThePlansOrder() {
        play.sends("broken", () -> {
            throw new DeployException("no");
        });

        Journal journal = deploy(
                changing("config", new Change.Unchanged()),
                changing("app", new Change.Create(), Need.ready("config")),
                new PlannedStep(new Step.Gate("gate", null, "app", List.of(Need.sent("app"))), new Change.Unchanged()),
                changing("broken", new Change.Recover("pending")),
                changing("blocked", new Change.Update(List.of()), Need.ready("broken")));

        assertThat(journal.environment()).isEqualTo("tiny");
        assertThat(journal.clusterUid()).isEqualTo("uid-1");
        assertThat(journal.took()).isPositive();
        assertThat(journal.steps())
                .extracting(JournalEntry::step)
                .containsExactly("config", "app", "gate", "broken", "blocked");
        assertThat(journal.steps())
                .extracting(JournalEntry::change)
                .containsExactly("unchanged", "create", "gate", "recover", "update");
        assertThat(entry(journal, "gate").outcome()).isEqualTo(Phase.READY);
        JournalEntry app = entry(journal, "app");
        assertThat(app.started().orElseThrow())
                .isAfterOrEqualTo(entry(journal, "config").ready().orElseThrow());
        assertThat(app.sent().orElseThrow()).isAfterOrEqualTo(app.started().orElseThrow());
        assertThat(app.ready().orElseThrow()).isAfterOrEqualTo(app.sent().orElseThrow());
        assertThat(entry(journal, "broken").started()).isPresent();
        assertThat(entry(journal, "broken").sent()).isEmpty();
        assertThat(entry(journal, "blocked").started()).isEmpty();
    }

    @Test
    void anEmptyPlanSucceeds() {
        assertThat(deploy().succeeded()).isTrue();
    }

    @Test
    void anInterruptedDeployStopsItsStepsAndEnds() throws Exception {
        CountDownLatch settling = new CountDownLatch(1);
        CompletableFuture<Boolean> stepWasInterrupted = new CompletableFuture<>();
        play.settles("app", () -> {
            settling.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException expected) {
                stepWasInterrupted.complete(true);
                throw new CancellationException("interrupted");
            }
        });
        CompletableFuture<Throwable> end = new CompletableFuture<>();
        Thread deploying = new Thread(() -> {
            try {
                deploy(step("app"));
                end.complete(null);
            } catch (RuntimeException interrupted) {
                end.complete(interrupted);
            }
        });
        deploying.start();
        settling.await();

        deploying.interrupt();

        assertThat(end.get(20, TimeUnit.SECONDS)).isInstanceOf(CancellationException.class);
        assertThat(stepWasInterrupted.get(20, TimeUnit.SECONDS)).isTrue();
    }

    private Journal deploy(PlannedStep... steps) {
        return deploy(heard::add, steps);
    }

    private Journal deploy(DeployListener listener, PlannedStep... steps) {
        return Deployer.deploy(
                new Plan(HandMade.platform(), List.of(steps)), "uid-1", play, listener, FailurePolicy.usual());
    }

    private List<Phase> phases(String step) {
        return heard.stream()
                .filter(state -> state.step().equals(step))
                .map(StepState::phase)
                .toList();
    }

    private static PlannedStep step(String id, Need... needs) {
        return changing(id, new Change.Create(), needs);
    }

    private static PlannedStep changing(String id, Change change, Need... needs) {
        return new PlannedStep(new Step.Apply(id, null, List.of(needs)), change);
    }

    private static JournalEntry entry(Journal journal, String step) {
        return journal.steps().stream()
                .filter(entry -> entry.step().equals(step))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, Phase> outcomes(Journal journal) {
        Map<String, Phase> outcomes = new java.util.LinkedHashMap<>();
        journal.steps().forEach(entry -> outcomes.put(entry.step(), entry.outcome()));
        return outcomes;
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new CancellationException("interrupted");
        }
    }

    /** Steps that do what a test says, at once if it says nothing. */
    private static final class Play implements StepExecution {
        private final Map<String, Runnable> sends = new ConcurrentHashMap<>();
        private final Map<String, Runnable> notes = new ConcurrentHashMap<>();
        private final Map<String, Runnable> settles = new ConcurrentHashMap<>();
        private final Set<String> sent = ConcurrentHashMap.newKeySet();
        private final Set<String> settled = ConcurrentHashMap.newKeySet();
        private final Map<String, CountDownLatch> ends = new ConcurrentHashMap<>();
        private Map<String, String> observations = Map.of();

        void sends(String step, Runnable how) {
            sends.put(step, how);
        }

        void notes(String step, Runnable how) {
            notes.put(step, how);
        }

        void settles(String step, Runnable how) {
            settles.put(step, how);
        }

        void awaitSettled(String step) {
            awaitQuietly(end(step));
        }

        private CountDownLatch end(String step) {
            return ends.computeIfAbsent(step, key -> new CountDownLatch(1));
        }

        @Override
        public FailedStep failed(PlannedStep step, String reason) {
            return new FailedStep(step.step().id(), reason, List.of(), Optional.empty());
        }

        @Override
        public boolean hasWayBack(PlannedStep step) {
            return false;
        }

        @Override
        public void restore(PlannedStep step, Consumer<String> observed, Consumer<String> to) {
            throw new AssertionError("there is nothing to go back to");
        }

        @Override
        public void send(PlannedStep step, Consumer<String> observed) {
            sent.add(step.step().id());
            sends.getOrDefault(step.step().id(), () -> {}).run();
        }

        @Override
        public void note(PlannedStep step, Consumer<String> observed) {
            notes.getOrDefault(step.step().id(), () -> {}).run();
        }

        @Override
        public void settle(PlannedStep step, Consumer<String> observed) {
            String id = step.step().id();
            if (observations.containsKey(id)) {
                observed.accept(observations.get(id));
            }
            settles.getOrDefault(id, () -> {}).run();
            settled.add(id);
            end(id).countDown();
        }
    }
}
