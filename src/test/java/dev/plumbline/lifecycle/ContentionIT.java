package dev.plumbline.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plumbline.cluster.ProcessMark;
import dev.plumbline.helm.ReleaseId;
import dev.plumbline.helm.ReleaseStatus;
import dev.plumbline.helm.StoredRelease;
import dev.plumbline.junit.EphemeralOnly;
import dev.plumbline.local.AuditEvent;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Several people at the same time: each test begins with whatever the one before left, and ends with the platform whole. */
@EphemeralOnly
@Tag("local")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ContentionIT {
    private static final Duration UNDER_WAY = Duration.ofMinutes(2);
    private static final String LEASE = "plumbline-llm-judge-local";

    private ClusterUnderTest cluster;
    private ProjectCopy alice;
    private ProjectCopy bob;
    private ProjectCopy carol;

    @BeforeAll
    void start(@TempDir Path folder) {
        cluster = ClusterUnderTest.start("contention");
        alice = ProjectCopy.in(folder.resolve("alice"));
        bob = ProjectCopy.in(folder.resolve("bob"))
                .with("environments/local.yaml", "application: ljlapp1", "application: ljlapp2");
        carol = ProjectCopy.in(folder.resolve("carol"))
                .with("environments/local.yaml", "application: ljlapp1", "application: ljlapp3");
    }

    @AfterAll
    void remove() {
        if (cluster != null) {
            cluster.close();
        }
    }

    /** Both have work for every application: whoever comes second finds the other at it, however slow the machine is. */
    @Test
    void ofTwoDeploysAtOnceOneWaitsForTheOtherAndNamesIt() {
        deploy(alice);
        PlumblineProcess bobs = PlumblineProcess.start(cluster.asPerson(bob), "deploy");
        PlumblineProcess carols = PlumblineProcess.start(cluster.asPerson(carol), "deploy");

        List<PlumblineProcess.Ended> both = List.of(bobs.end(), carols.end());

        assertThat(both)
                .allSatisfy(ended -> assertThat(ended.code()).as(ended.output()).isZero());
        assertThat(both)
                .as("one waits, and says for whom")
                .filteredOn(ended -> ended.output().contains("lease: waiting for "))
                .singleElement()
                .satisfies(ended -> assertThat(ended.output())
                        .containsPattern("lease: waiting for \\S+@\\S+/[0-9a-f]{8} since 20\\d\\d-"));
        isWhole();
        assertThat(writesOfTwoRunsInterleave()).isFalse();
    }

    /** A finalizer keeps the destroy going until the deploy has met it, however slow the machine is. */
    @Test
    void aDeployDuringADestroyWaitsAndBringsThePlatformBack() {
        deploy(alice);
        holdInfraConfig(List.of("plumbline.dev/held-by-a-test"));
        PlumblineProcess destroy = PlumblineProcess.start(cluster.asPerson(alice), "destroy");
        await().atMost(UNDER_WAY).until(() -> infraConfig().isMarkedForDeletion() || !destroy.isAlive());

        PlumblineProcess deploy = PlumblineProcess.start(cluster.asPerson(bob), "deploy");
        await().atMost(UNDER_WAY).until(() -> deploy.output().contains("lease: waiting for ") || !deploy.isAlive());
        holdInfraConfig(List.of());

        PlumblineProcess.Ended destroyed = destroy.end();
        PlumblineProcess.Ended deployed = deploy.end();
        assertThat(destroyed.code()).as(destroyed.output()).isZero();
        assertThat(deployed.code()).as(deployed.output()).isZero();
        assertThat(deployed.output()).contains("lease: waiting for ");
        isWhole();
    }

    private ConfigMap infraConfig() {
        return cluster.client()
                .configMaps()
                .inNamespace("llm-judge")
                .withName("infra-config")
                .get();
    }

    private void holdInfraConfig(List<String> finalizers) {
        cluster.client()
                .configMaps()
                .inNamespace("llm-judge")
                .withName("infra-config")
                .edit(live -> new ConfigMapBuilder(live)
                        .editMetadata()
                        .withFinalizers(finalizers)
                        .endMetadata()
                        .build());
    }

    @Test
    void whoDoesNotWaitIsToldWhoDeploysAndTouchesNothing() {
        deploy(alice);
        heldElsewhere(Duration.ofMinutes(10));
        try {
            Instant start = Instant.now();

            PlumblineProcess.Ended refused = PlumblineProcess.run(cluster.asPerson(bob), "deploy", "--no-wait");

            assertThat(refused.code()).as(refused.output()).isEqualTo(1);
            assertThat(refused.output())
                    .contains("somebody else deploys or destroys here; nothing was touched")
                    .contains("carol@ci/1 since ")
                    .contains("without --no-wait");
            assertThat(cluster.ourWritesSince(start)).isEmpty();
        } finally {
            cluster.client().leases().inNamespace("kube-system").withName(LEASE).delete();
        }
    }

    @Test
    void aDeadRunOnAnotherMachineIsTakenOverWhenItsLeaseIsOver() {
        deploy(alice);
        heldElsewhere(Duration.ofSeconds(5));

        PlumblineProcess.Ended deploy = PlumblineProcess.run(cluster.asPerson(bob), "deploy");

        assertThat(deploy.code()).as(deploy.output()).isZero();
        assertThat(deploy.output()).contains("lease: taking over from carol@ci/1 since ");
        isWhole();
    }

    @Test
    void theLeaseOfAKilledRunGoesAwayAlsoWhereThereIsNothingToDo() throws Exception {
        deploy(alice);
        Process killed = new ProcessBuilder("true").start();
        killed.waitFor();
        ProcessMark here = ProcessMark.here();
        held(
                new ProcessMark(here.boot(), here.namespace(), killed.pid(), Instant.now()).toString(),
                Duration.ofMinutes(10));

        PlumblineProcess.Ended deploy = PlumblineProcess.run(cluster.asPerson(alice), "deploy");

        assertThat(deploy.code()).as(deploy.output()).isZero();
        assertThat(deploy.output()).contains("lease: taking over from carol@ci/1 since ", "Nothing to change");
        isWhole();
    }

    private void deploy(ProjectCopy project) {
        PlumblineProcess.Ended ended = PlumblineProcess.run(cluster.asPerson(project), "deploy");
        assertThat(ended.code()).as(ended.output()).isZero();
    }

    private void isWhole() {
        assertThat(cluster.leases()).isEmpty();
        assertThat(cluster.releases()).hasSize(9);
        for (ReleaseId id : cluster.releases().keySet()) {
            List<StoredRelease> history = cluster.history(id);
            assertThat(history.get(0).status()).as(id.toString()).isEqualTo(ReleaseStatus.DEPLOYED);
            assertThat(history.subList(1, history.size()))
                    .as("history of %s", id)
                    .allMatch(revision -> revision.status() == ReleaseStatus.SUPERSEDED);
        }
    }

    /** A lease is created and deleted by each run: between the two, no other one may be created. */
    private boolean writesOfTwoRunsInterleave() {
        boolean held = false;
        for (AuditEvent event : (Iterable<AuditEvent>) cluster.auditOf("plumbline")
                .filter(event -> event.resource().equals("leases") && event.code() < 300)
                .sorted(java.util.Comparator.comparing(AuditEvent::received))::iterator) {
            if (event.verb().equals("create")) {
                if (held) {
                    return true;
                }
                held = true;
            } else if (event.verb().equals("delete")) {
                held = false;
            }
        }
        return held;
    }

    private void heldElsewhere(Duration life) {
        held("of another machine", life);
    }

    private void held(String process, Duration life) {
        ZonedDateTime now = ZonedDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MICROS);
        cluster.client()
                .resource(new LeaseBuilder()
                        .withNewMetadata()
                        .withName(LEASE)
                        .withNamespace("kube-system")
                        .addToAnnotations("plumbline.dev/process", process)
                        .endMetadata()
                        .withNewSpec()
                        .withHolderIdentity("carol@ci/1")
                        .withLeaseDurationSeconds((int) life.toSeconds())
                        .withAcquireTime(now)
                        .withRenewTime(now)
                        .endSpec()
                        .build())
                .create();
    }
}
