package dev.plumbline.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.junit.EphemeralOnly;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The kind of cluster that {@code up} starts, under a name that no person uses. */
@EphemeralOnly
@Tag("local")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PersistentLocalClusterIT {
    private static final String NAME = "persistent-it";

    private final LocalCache cache = LocalCache.ofUser();
    private final LocalCluster local = new LocalCluster(cache, System.out::println);
    private PreparedImages images;
    private RunningLocalCluster cluster;

    @BeforeAll
    void start() {
        images = new Preparation(Path.of("").toAbsolutePath(), cache, System.out::println)
                .run(Consent.of(false))
                .orElseThrow();
        local.remove(NAME);
        cluster = local.start(images, LocalClusterOptions.persistent(NAME));
    }

    @AfterAll
    void remove() {
        local.remove(NAME);
    }

    @Test
    void isFoundAgainAsItWasWithinTwoSeconds() {
        long start = System.nanoTime();
        RunningLocalCluster again = local.start(images, LocalClusterOptions.persistent(NAME));
        assertThat(again).isEqualTo(cluster);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void isKeptWhenClosedAndWhenLeftoversAreSwept() {
        cluster.close();
        local.sweep();
        assertThat(local.find(NAME)).contains(cluster);
    }

    @Test
    void carriesNoLabelByWhichTestcontainersWouldRemoveItWithTheJvm() {
        List<String> labels = new DockerCommand()
                .run("inspect", "--format", "{{json .Config.Labels}}", cluster.nodeContainer())
                .lines();
        assertThat(labels)
                .hasSize(1)
                .first()
                .asString()
                .contains("dev.plumbline.run")
                .doesNotContain("sessionId");
    }

    @Test
    void anotherNameIsAnotherCluster() {
        assertThat(local.find("nobody-has-started-this")).isEqualTo(Optional.empty());
    }
}
