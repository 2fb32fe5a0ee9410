package dev.plumbline.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plumbline.harness.ProjectSources;
import dev.plumbline.harness.Questions;
import dev.plumbline.harness.Workspace;
import dev.plumbline.helm.ReleaseStatus;
import dev.plumbline.junit.Catalogue;
import dev.plumbline.junit.DirectRun;
import dev.plumbline.junit.EphemeralOnly;
import dev.plumbline.lifecycle.Kill.Phase;
import dev.plumbline.lifecycle.Kill.Victim;
import dev.plumbline.report.CheckResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * SIGKILL at any moment: the next deploy converges with no manual step, and the suite is green. Five kills, or as many as the system
 * property {@code plumbline.kills} says.
 */
@EphemeralOnly
@Tag("local")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CrashIT {
    private static final String KILLS = "plumbline.kills";
    private static final int FEW = 5;
    /** A first deploy takes half of that on a slow machine; what was not seen by then is not going to happen. */
    private static final Duration UNDER_WAY = Duration.ofMinutes(2);

    private final Catalogue suite = Catalogue.ofSuite();
    private final FaultTable faults = new FaultTable(Path.of("target", "crashes", "faults.md"));
    private ClusterUnderTest cluster;
    private ProjectCopy original;
    private ProjectCopy changed;
    private ProjectCopy installed;

    @BeforeAll
    void start(@TempDir Path folder) {
        cluster = ClusterUnderTest.start("crash");
        original = ProjectCopy.in(folder.resolve("original"));
        // every service rolls, and one release more changes its objects
        changed = ProjectCopy.in(folder.resolve("changed"))
                .with("environments/local.yaml", "application: ljlapp1", "application: ljlapp2")
                .with(
                        "environments/local.yaml",
                        "  gateway:\n    behavior: &quick",
                        "  gateway:\n    max_replicas: 9\n    behavior: &quick");
    }

    @AfterAll
    void remove() {
        if (cluster != null) {
            cluster.close();
        }
    }

    static List<Kill> kills() {
        return Kill.points(Integer.getInteger(KILLS, FEW));
    }

    @ParameterizedTest
    @MethodSource("kills")
    void theNextDeployConverges(Kill kill) throws Exception {
        prepare(kill.during());
        ProjectCopy wanted = kill.during() == Phase.UPGRADE ? otherThan(installed) : original;

        String said = killed(kill, wanted);

        String left = halfDone();
        PlumblineProcess.Ended next = PlumblineProcess.run(cluster.asPerson(wanted), "deploy");
        List<CheckResult> red = next.code() == 0 ? redChecks(wanted) : List.of();
        faults.add(new FaultTable.Fault(kill, left, next.took(), next.code() == 0 && red.isEmpty()));
        assertThat(next.code())
                .as("killed run:\n%s\n\nnext deploy:\n%s", said, next.output())
                .isZero();
        assertThat(cluster.releases().values())
                .as(next.output())
                .hasSize(9)
                .allMatch(release -> release.status() == ReleaseStatus.DEPLOYED);
        assertThat(cluster.leases()).isEmpty();
        assertThat(red).isEmpty();
        installed = wanted;
    }

    private void prepare(Phase phase) {
        if (phase == Phase.FIRST_DEPLOY && installed != null) {
            run(installed, "destroy");
            installed = null;
        } else if (phase != Phase.FIRST_DEPLOY && installed == null) {
            run(original, "deploy");
            installed = original;
        }
    }

    private ProjectCopy otherThan(ProjectCopy project) {
        return project == original ? changed : original;
    }

    private void run(ProjectCopy project, String command) {
        PlumblineProcess.Ended ended = PlumblineProcess.run(cluster.asPerson(project), command);
        assertThat(ended.code()).as(ended.output()).isZero();
    }

    /** @return what the killed run had said */
    private String killed(Kill kill, ProjectCopy wanted) throws InterruptedException {
        String command = kill.during() == Phase.DESTROY ? "destroy" : "deploy";
        int releases = kill.moment() instanceof Kill.Releases some ? some.count() : 1;
        try (HalfDone watch = new HalfDone(cluster.client(), releases)) {
            PlumblineProcess run = PlumblineProcess.start(cluster.asPerson(wanted), command);
            await().atMost(UNDER_WAY).until(() -> watch.isEnough() || !run.isAlive());
            if (kill.moment() instanceof Kill.Time time) {
                run.letRun(time.after());
            }
            List<ProcessHandle> workers = run.workers().toList();
            if (kill.victim() == Victim.HARNESS) {
                run.kill();
            } else {
                workers.forEach(ProcessHandle::destroyForcibly);
            }
            PlumblineProcess.Ended ended = run.end();
            if (kill.victim() == Victim.WORKERS && ended.code() != 0) {
                assertThat(ended.output()).contains("got no answer: its Helm process ended with exit code 137");
            }
            // the workers of a killed run notice, and stop writing
            await().atMost(Duration.ofSeconds(10)).until(() -> workers.stream().noneMatch(ProcessHandle::isAlive));
            return ended.output();
        }
    }

    private String halfDone() {
        String releases = cluster.releases().values().stream()
                .filter(release -> release.status() != ReleaseStatus.DEPLOYED)
                .map(release -> release.id().name() + " " + release.status())
                .sorted()
                .collect(Collectors.joining(", "));
        long deployed = cluster.releases().values().stream()
                .filter(release -> release.status() == ReleaseStatus.DEPLOYED)
                .count();
        return "%s%d of 9 releases deployed".formatted(releases.isEmpty() ? "" : releases + "; ", deployed);
    }

    private List<CheckResult> redChecks(ProjectCopy project) {
        Workspace person = cluster.asPerson(project);
        return cluster.with(person, installation -> {
            installation.awaitVerifiable(observed -> {});
            return DirectRun.of(suite, ProjectSources.observe(person, installation, Questions.all())).stream()
                    .filter(CheckResult::isRed)
                    .toList();
        });
    }
}
