package dev.plumbline.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.deploy.StepState.Phase;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a failed deploy takes back, when, and what it says of that; the steps themselves are played. */
@Timeout(30) // a step that nobody wakes is the defect looked for here
class RollbackTest {
    private static final Change UPDATE = new Change.Update(List.of());

    private final Play play = new Play();
    private final List<StepState> heard = Collections.synchronizedList(new ArrayList<>());
    private final List<FailedStep> lookedAt = Collections.synchronizedList(new ArrayList<>());
    private Optional<OnFailure> chosen = Optional.empty();

    @Test
    void anUpgradeThatFailsIsRestoredAndWhatSucceededStays() {
        play.failing = Set.of("gateway");

        Journal journal = deploy(application("gateway", UPDATE), application("judge", UPDATE));

        assertThat(journal.succeeded()).isFalse();
        assertThat(journal.aftermath().restored())
                .containsExactly(new Restored("gateway", "revision 3, as revision 5", ""));
        assertThat(play.restored).containsExactly("gateway");
    }

    @Test
    void aFirstInstallThatFailsIsKept() {
        play.failing = Set.of("gateway");

        Journal journal = deploy(application("gateway", new Change.Create()));

        assertThat(play.restored).isEmpty();
        assertThat(journal.aftermath().restored()).isEmpty();
        assertThat(journal.aftermath().of("gateway")).isPresent();
    }

    @Test
    void aFirstInstallHasNothingToGoBackToHoweverMuchItIsAskedFor() {
        chosen = Optional.of(OnFailure.ROLLBACK);
        play.failing = Set.of("gateway");

        deploy(application("gateway", new Change.Create()));

        assertThat(play.restored).isEmpty();
    }

    @Test
    void nothingIsRestoredWhereKeepingIsChosen() {
        chosen = Optional.of(OnFailure.KEEP);
        play.failing = Set.of("gateway");

        deploy(application("gateway", UPDATE));

        assertThat(play.restored).isEmpty();
    }

    @Test
    void theConfigurationGoesBackFirstAndWithItEveryApplicationThatWasUpgradedOnIt() {
        play.failing = Set.of("gateway");

        deploy(
                config(UPDATE),
                system("metrics-server", UPDATE),
                application("gateway", UPDATE),
                application("judge", UPDATE),
                application("redis", new Change.Unchanged()),
                application("added", new Change.Create()));

        assertThat(play.restored)
                .startsWith("configmap/infra-config")
                .containsExactlyInAnyOrder("configmap/infra-config", "gateway", "judge");
    }

    @Test
    void aConfigurationThatDidNotChangeStays() {
        play.failing = Set.of("gateway");

        deploy(config(new Change.Unchanged()), application("gateway", UPDATE), application("judge", UPDATE));

        assertThat(play.restored).containsExactly("gateway");
    }

    @Test
    void aFailedSystemReleaseLeavesTheApplicationsAndTheirConfigurationAlone() {
        play.failing = Set.of("metrics-server");

        deploy(config(UPDATE), system("metrics-server", UPDATE), application("judge", UPDATE));

        assertThat(play.restored).containsExactly("metrics-server");
    }

    @Test
    void systemReleasesAreReadyAgainBeforeApplicationsGoBack() {
        play.failing = Set.of("external-secrets", "persistence");

        deploy(application("persistence", UPDATE), system("external-secrets", UPDATE));

        assertThat(play.restored).containsExactly("external-secrets", "persistence");
    }

    @Test
    void aConfigurationThatIsRefusedGoesBack() {
        play.failing = Set.of("configmap/infra-config");

        deploy(config(UPDATE), application("judge", UPDATE, Need.ready("configmap/infra-config")));

        assertThat(play.restored).containsExactly("configmap/infra-config");
    }

    @Test
    void independentStepsFinishBeforeAnythingGoesBack() {
        play.failing = Set.of("gateway");
        CountDownLatch failed = new CountDownLatch(1);
        play.settles = Map.of("slow", () -> awaitQuietly(failed));

        Journal journal = deploy(
                state -> {
                    heard.add(state);
                    if (state.phase() == Phase.FAILED) {
                        failed.countDown();
                    }
                },
                application("gateway", UPDATE),
                application("slow", UPDATE));

        assertThat(journal.steps()).extracting(JournalEntry::outcome).containsExactly(Phase.FAILED, Phase.READY);
        assertThat(phases().indexOf("gateway RESTORING")).isGreaterThan(phases().indexOf("slow READY"));
    }

    @Test
    void theFailureIsLookedAtBeforeAnybodyHearsOfItAndBeforeAnythingGoesBack() {
        play.failing = Set.of("gateway");

        Journal journal = deploy(application("gateway", UPDATE));

        assertThat(lookedAt).singleElement().satisfies(failed -> {
            assertThat(failed.step()).isEqualTo("gateway");
            assertThat(failed.reason()).isEqualTo("gateway does not get ready");
        });
        assertThat(play.lookedAtBeforeRestoring).isTrue();
        assertThat(journal.aftermath().findings())
                .containsExactly(new Finding("gateway", "the image is missing", "/evidence"));
        assertThat(phases().indexOf("gateway FAILED")).isGreaterThan(0);
    }

    @Test
    void whoCannotLookAtTheFailureDoesNotHideIt() {
        play.failing = Set.of("gateway");

        Journal journal = Deployer.deploy(
                new Plan(HandMade.platform(), List.of(application("gateway", UPDATE))),
                "uid-1",
                play,
                heard::add,
                new FailurePolicy(Optional.empty(), failed -> {
                    throw new IllegalStateException("the disk is full");
                }));

        assertThat(journal.aftermath().findings())
                .containsExactly(new Finding("gateway", "gateway does not get ready", ""));
        assertThat(play.restored).containsExactly("gateway");
    }

    @Test
    void whoCannotEvenSayWhatFailedLeavesNobodyWaiting() {
        play.failing = Set.of("gateway");
        play.speechless = true;

        Journal journal = deploy(application("gateway", UPDATE), application("judge", UPDATE, Need.ready("gateway")));

        assertThat(journal.steps()).extracting(JournalEntry::outcome).containsExactly(Phase.FAILED, Phase.BLOCKED);
        assertThat(journal.aftermath().of("gateway")).isPresent();
    }

    @Test
    void whatDoesNotComeUpAgainEitherIsSaid() {
        play.failing = Set.of("gateway");
        play.stayingDown = Set.of("gateway");

        Journal journal = deploy(application("gateway", UPDATE));

        assertThat(journal.aftermath().restored()).singleElement().satisfies(restored -> {
            assertThat(restored.isReady()).isFalse();
            assertThat(restored.trouble()).contains("still not ready");
        });
        assertThat(phases()).last().isEqualTo("gateway RESTORED");
    }

    @Test
    void aDeployThatSucceedsHasNoAftermath() {
        assertThat(deploy(application("gateway", UPDATE)).aftermath()).isEqualTo(Aftermath.none());
    }

    private Journal deploy(PlannedStep... steps) {
        return deploy(heard::add, steps);
    }

    private Journal deploy(DeployListener listener, PlannedStep... steps) {
        return Deployer.deploy(
                new Plan(HandMade.platform(), List.of(steps)),
                "uid-1",
                play,
                listener,
                new FailurePolicy(chosen, failed -> {
                    lookedAt.add(failed);
                    return new Finding(failed.step(), "the image is missing", "/evidence");
                }));
    }

    private List<String> phases() {
        return heard.stream().map(state -> state.step() + " " + state.phase()).toList();
    }

    private static PlannedStep config(Change change) {
        return new PlannedStep(
                new Step.Apply(
                        "configmap/infra-config", HandMade.platform().platform().infraConfig(), List.of()),
                change);
    }

    private static PlannedStep application(String name, Change change, Need... needs) {
        return new PlannedStep(
                new Step.Deploy(name, HandMade.application(name, HandMade.service(name)), List.of(needs)), change);
    }

    private static PlannedStep system(String name, Change change) {
        return new PlannedStep(new Step.Deploy(name, HandMade.system(name, HandMade.service(name)), List.of()), change);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whatever is written over something can be brought back. */
    private final class Play implements StepExecution {
        private final Set<String> written = ConcurrentHashMap.newKeySet();
        private final List<String> restored = Collections.synchronizedList(new ArrayList<>());
        private Set<String> failing = Set.of();
        private Set<String> stayingDown = Set.of();
        private Map<String, Runnable> settles = Map.of();
        private volatile boolean lookedAtBeforeRestoring;
        private boolean speechless;

        @Override
        public void send(PlannedStep step, Consumer<String> observed) {
            if (step.change() instanceof Change.Update) {
                written.add(step.step().id());
            }
        }

        @Override
        public void note(PlannedStep step, Consumer<String> observed) {
            // nothing that a rollback looks at
        }

        @Override
        public void settle(PlannedStep step, Consumer<String> observed) {
            String id = step.step().id();
            settles.getOrDefault(id, () -> {}).run();
            if (failing.contains(id)) {
                throw new DeployException(id + " does not get ready");
            }
        }

        @Override
        public FailedStep failed(PlannedStep step, String reason) {
            if (speechless) {
                throw new java.util.NoSuchElementException("no such step");
            }
            return new FailedStep(step.step().id(), reason, List.of(), Optional.empty());
        }

        @Override
        public boolean hasWayBack(PlannedStep step) {
            return written.contains(step.step().id());
        }

        @Override
        public void restore(PlannedStep step, Consumer<String> observed, Consumer<String> to) {
            String id = step.step().id();
            lookedAtBeforeRestoring =
                    lookedAt.stream().anyMatch(each -> each.step().equals(id));
            restored.add(id);
            to.accept("revision 3, as revision 5");
            if (stayingDown.contains(id)) {
                throw new DeployException(id + " is still not ready");
            }
        }
    }
}
