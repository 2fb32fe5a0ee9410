package dev.plumbline.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.cluster.ClusterException;
import dev.plumbline.deploy.Journal;
import dev.plumbline.deploy.JournalEntry;
import dev.plumbline.deploy.StepState.Phase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunFilesTest {
    private static final Instant START = Instant.parse("2026-03-01T10:15:30.123456789Z");

    @TempDir
    Path folder;

    private RunFiles files;

    @BeforeEach
    void open() {
        files = files("dev");
    }

    @Test
    void whatWasWrittenIsReadWhole() {
        Journal journal = journal("uid-1");

        files.write(journal);

        assertThat(files.journal("uid-1")).contains(journal);
    }

    @Test
    void beforeTheFirstDeployThereIsNone() {
        assertThat(files.journal("uid-1")).isEmpty();
    }

    @Test
    void theJournalOfAnotherClusterDoesNotCount() {
        files.write(journal("uid-1"));

        assertThat(files.journal("uid-2")).isEmpty();
    }

    @Test
    void theJournalOfAnotherEnvironmentDoesNotCount() {
        files.write(journal("uid-1"));

        assertThat(files("prod").journal("uid-1")).isEmpty();
    }

    @Test
    void theLastOneReplacesTheOneBeforeAndLeavesNothingElse() throws IOException {
        files.write(journal("uid-1"));
        files.write(journal("uid-2"));

        assertThat(files.journal("uid-2")).isPresent();
        try (Stream<Path> left = Files.list(folder.resolve("state/dev"))) {
            assertThat(left).extracting(Path::getFileName).hasToString("[last-deploy.json]");
        }
    }

    /** A journal is of use, never a condition. */
    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{\"environment\": \"dev\"}", "null", "\u0000\u0000"})
    void oneThatCannotBeReadIsAsIfItWereNotThere(String content) throws IOException {
        Files.createDirectories(folder.resolve("state/dev"));
        Files.writeString(folder.resolve("state/dev/last-deploy.json"), content);

        assertThat(files.journal("uid-1")).isEmpty();
        files.write(journal("uid-1"));
        assertThat(files.journal("uid-1")).isPresent();
    }

    @Test
    void theFileIsReadByPeopleToo() throws IOException {
        files.write(journal("uid-1"));

        assertThat(folder.resolve("state/dev/last-deploy.json"))
                .content()
                .contains("\n", "\"metrics-server\"", "2026-03-01T10:15:30");
    }

    @Test
    void theLiveClusterThatWasWrittenToFirstIsRemembered() {
        KnownCluster cluster = new KnownCluster("dev", "https://dev/", "sha256:ca", "uid-1", "123456789012");
        assertThat(files.cluster()).isEmpty();

        files.remember(cluster);

        assertThat(files.cluster()).contains(cluster);
        assertThat(files("prod").cluster()).isEmpty();
    }

    /** A journal that cannot be read counts as none; a guard must not. */
    @Test
    void aMemoryThatCannotBeReadIsNoPermission() throws IOException {
        Files.createDirectories(folder.resolve("state/dev"));
        Files.writeString(files.clusterFile(), "{");

        assertThatThrownBy(files::cluster)
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining("does not tell which cluster was written to before")
                .hasMessageContaining("nothing was touched");
    }

    private RunFiles files(String environment) {
        return new RunFiles(new Workspace(folder, folder.resolve("cache"), folder.resolve("state")), environment);
    }

    private static Journal journal(String clusterUid) {
        return new Journal(
                "dev",
                clusterUid,
                START,
                Duration.ofMillis(12_345),
                List.of(
                        new JournalEntry(
                                "metrics-server",
                                "create",
                                Phase.READY,
                                Optional.of(START),
                                Optional.of(START.plusMillis(1)),
                                Optional.of(START.plusSeconds(9)),
                                ""),
                        new JournalEntry(
                                "gateway-service",
                                "update",
                                Phase.BLOCKED,
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                "needs metrics-server")));
    }
}
