package dev.plumbline.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Who may write, who waits, and who is taken for dead; against a server that knows versions, with short times. */
@Timeout(30) // somebody who waits for ever is the defect looked for here
class DeployLeaseTest {
    private static final LeaseTerms SHORT = new LeaseTerms(
            Duration.ofSeconds(2),
            Duration.ofMillis(100),
            Duration.ofMillis(1500),
            Duration.ofMillis(20),
            Duration.ofMillis(2500));
    private static final ProcessMark ELSEWHERE = new ProcessMark("other boot", "pid:[1]", 7, Instant.EPOCH);

    private final LeaseServer server = new LeaseServer();
    private final List<String> said = new CopyOnWriteArrayList<>();
    private final List<String> losses = new CopyOnWriteArrayList<>();
    private Cluster cluster;

    @BeforeEach
    void connect(@TempDir Path folder) {
        cluster = server.connect(folder);
    }

    @AfterEach
    void close() {
        cluster.close();
        server.close();
    }

    @Test
    void aFreeLeaseIsTakenAtOnceAndGivenBackWithoutATrace() {
        try (DeployLease lease = take("alice", Contention.REFUSE)) {
            lease.require();

            assertThat(server.lease().at("/spec/holderIdentity").asString()).isEqualTo("alice/run-of-alice");
            assertThat(server.lease().at("/spec/leaseDurationSeconds").asInt()).isEqualTo(2);
            assertThat(server.lease().at("/metadata/name").asString()).isEqualTo("plumbline-llm-judge-dev");
            assertThat(server.lease().at("/metadata/namespace").asString()).isEqualTo("kube-system");
            assertThat(server.lease().at("/metadata/labels/environment").asString())
                    .isEqualTo("dev");
        }
        assertThat(server.lease()).isNull();
        assertThat(said).isEmpty();
    }

    @Test
    void aLeaseThatNobodyHoldsIsTaken() {
        server.put(heldBy("", ELSEWHERE, 1, Instant.now()));

        take("alice", Contention.REFUSE).close();

        assertThat(server.lease()).isNull();
    }

    @Test
    void aSecondOneIsRefusedWithTheHoldersNameAndWhatToDo() {
        try (DeployLease first = take("alice", Contention.WAIT)) {
            assertThatThrownBy(() -> take("bob", Contention.REFUSE))
                    .isInstanceOf(ClusterException.class)
                    .hasMessageContaining("somebody else deploys or destroys here; nothing was touched")
                    .hasMessageContaining("kube-system/plumbline-llm-judge-dev")
                    .hasMessageContaining("alice/run-of-alice since 20")
                    .hasMessageContaining("its lease ends by itself 2 s after its last renewal");
            first.require();
        }
    }

    @Test
    void aSecondOneWaitsUntilTheFirstIsDone() throws Exception {
        DeployLease first = take("alice", Contention.WAIT);
        CompletableFuture<DeployLease> second = CompletableFuture.supplyAsync(() -> take("bob", Contention.WAIT));
        await().until(() -> !said.isEmpty());

        first.close();

        try (DeployLease lease = second.get(5, TimeUnit.SECONDS)) {
            lease.require();
            assertThat(server.lease().at("/spec/holderIdentity").asString()).startsWith("bob/");
        }
        assertThat(said).singleElement().asString().startsWith("waiting for alice/run-of-alice since ");
    }

    @Test
    void aHolderWhoRenewsIsNeverTakenForDeadHoweverLongItTakes() {
        try (DeployLease first = take("alice", Contention.WAIT)) {
            assertThatThrownBy(() -> take("bob", Contention.WAIT))
                    .hasMessageContaining("holder  alice/run-of-alice")
                    .hasMessageContaining("waited PT2.5S for it");
            first.require();
        }
    }

    /** Its clock is an hour late, or early: what counts is that its lease changes. */
    @Test
    void clocksOfTwoMachinesAreNotCompared() {
        server.put(heldBy("carol/1", ELSEWHERE, 1, Instant.now().plus(1, ChronoUnit.HOURS)));
        long start = System.nanoTime();

        take("alice", Contention.WAIT).close();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofSeconds(1));
        assertThat(said).last().asString().startsWith("taking over from carol/1 since");
    }

    @Test
    void aDeadHolderIsTakenOverWhenItsLifeIsOverEvenByOneWhoWouldNotWait() {
        server.put(heldBy("carol/1", ELSEWHERE, 1, Instant.now().minusSeconds(60)));

        try (DeployLease lease = take("alice", Contention.REFUSE)) {
            lease.require();
            assertThat(server.lease().at("/spec/leaseTransitions").asInt()).isEqualTo(1);
        }
    }

    @Test
    void aHolderThatWasKilledOnThisMachineIsTakenOverAtTheSecondLook() throws Exception {
        server.put(heldBy("carol/1", dead(), 600, Instant.now()));

        take("alice", Contention.REFUSE).close();

        assertThat(said).singleElement().asString().startsWith("taking over from carol/1");
    }

    @Test
    void onlyALeaseOfARunThatWasKilledOnThisMachineIsLeftBehind() throws Exception {
        assertThat(isLeftBehind()).as("no lease").isFalse();
        server.put(heldBy("carol/1", ELSEWHERE, 1, Instant.now().minusSeconds(60)));
        assertThat(isLeftBehind()).as("of another machine").isFalse();
        server.put(heldBy("carol/1", ProcessMark.here(), 1, Instant.now().minusSeconds(60)));
        assertThat(isLeftBehind()).as("of a run that lives").isFalse();
        server.put(heldBy("carol/1", dead(), 600, Instant.now()));
        assertThat(isLeftBehind()).as("of a killed run").isTrue();
    }

    private boolean isLeftBehind() {
        return DeployLease.isLeftBehind(cluster, "plumbline-llm-judge-dev");
    }

    private static ProcessMark dead() throws Exception {
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        ProcessMark here = ProcessMark.here();
        return new ProcessMark(here.boot(), here.namespace(), dead.pid(), Instant.now());
    }

    @Test
    void ofManyWhoWantItAtOnceOneAtATimeHasIt() {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            String who = "runner-" + i;
            all.add(CompletableFuture.runAsync(() -> {
                try (DeployLease lease = take(who, Contention.WAIT)) {
                    most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                    lease.require();
                    Thread.yield();
                    inside.decrementAndGet();
                }
            }));
        }

        all.forEach(CompletableFuture::join);

        assertThat(most).hasValue(1);
        assertThat(server.lease()).isNull();
    }

    @Test
    void withoutRenewalsTheHolderStopsBeforeItsLeaseIsDead() {
        try (DeployLease lease = take("alice", Contention.WAIT)) {
            server.refusing(503);

            await().atMost(SHORT.life()).until(() -> !losses.isEmpty());

            assertThatThrownBy(lease::require)
                    .isInstanceOf(ClusterException.class)
                    .hasMessageContaining("of run alice/run-of-alice is lost; nothing more is written")
                    .hasMessageContaining("could not be renewed")
                    .hasMessageContaining("Refused");
        }
    }

    @Test
    void oneFailedRenewalCostsNothing() {
        try (DeployLease lease = take("alice", Contention.WAIT)) {
            server.refusing(503);
            int before = server.writes();
            await().until(() -> server.writes() > before);
            server.refusing(0);
            String renewed = renewTime();

            await().until(() -> !renewTime().equals(renewed));

            lease.require();
            assertThat(losses).isEmpty();
        }
    }

    @Test
    void aRenewalWhoseAnswerWasLostIsNotTakenForSomebodyElses() {
        try (DeployLease lease = take("alice", Contention.WAIT)) {
            server.losingAnswers(true);
            int before = server.writes();
            await().until(() -> server.writes() > before);
            server.losingAnswers(false);
            String renewed = renewTime();

            await().until(() -> !renewTime().equals(renewed));

            lease.require();
        }
        assertThat(losses).isEmpty();
        assertThat(server.lease()).isNull();
    }

    @Test
    void whoeverTookItIsNamedToTheOneWhoLostItAndKeepsIt() {
        try (DeployLease lease = take("alice", Contention.WAIT)) {
            server.put(heldBy("carol/1", ELSEWHERE, 30, Instant.now()));

            await().until(() -> !losses.isEmpty());

            assertThatThrownBy(lease::require).hasMessageContaining("it is held by carol/1");
        }
        assertThat(losses).hasSize(1);
        assertThat(server.lease().at("/spec/holderIdentity").asString()).isEqualTo("carol/1");
    }

    @Test
    void aLeaseThatSomebodyDeletesIsLost() {
        try (DeployLease lease = take("alice", Contention.WAIT)) {
            server.remove();

            await().until(() -> !losses.isEmpty());

            assertThatThrownBy(lease::require).hasMessageContaining("it was deleted");
        }
    }

    @Test
    void aUserWhoMayNotIsToldWhatIsMissing() {
        server.refusing(403);

        assertThatThrownBy(() -> take("alice", Contention.WAIT))
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining("cannot be taken; nothing was touched")
                .hasMessageContaining("it needs get, create, update and delete of leases");
    }

    @Test
    void givingItBackNeverFails() {
        DeployLease lease = take("alice", Contention.WAIT);
        server.refusing(500);

        assertThatCode(lease::close).doesNotThrowAnyException();
    }

    private String renewTime() {
        return server.lease().at("/spec/renewTime").asString();
    }

    private DeployLease take(String owner, Contention contention) {
        return DeployLease.take(
                cluster,
                new DeployLease.Claim(
                        "plumbline-llm-judge-dev",
                        Map.of("environment", "dev"),
                        new RunIdentity(owner, "run-of-" + owner, ProcessMark.here()),
                        SHORT,
                        contention,
                        said::add,
                        losses::add));
    }

    private static ObjectNode heldBy(String holder, ProcessMark process, int seconds, Instant renewed) {
        ObjectNode lease = new JsonMapper()
                .createObjectNode()
                .put("apiVersion", "coordination.k8s.io/v1")
                .put("kind", "Lease");
        ObjectNode metadata = lease.putObject("metadata")
                .put("name", "plumbline-llm-judge-dev")
                .put("namespace", "kube-system");
        metadata.putObject("annotations").put("plumbline.dev/process", process.toString());
        lease.putObject("spec")
                .put("holderIdentity", holder)
                .put("leaseDurationSeconds", seconds)
                .put("acquireTime", renewed.truncatedTo(ChronoUnit.MICROS).toString())
                .put("renewTime", renewed.truncatedTo(ChronoUnit.MICROS).toString());
        return lease;
    }
}
