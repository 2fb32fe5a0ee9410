package dev.plumbline.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What runs with the project's credentials: nothing that somebody else can change, and no more rights than it needs. */
class WorkflowsTest {
    private static final Path FOLDER = Path.of(".github/workflows");

    static Stream<Path> workflows() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void everyActionIsPinnedToACommitAndSaysItsVersion(Path file) throws IOException {
        List<String> used = Pattern.compile("uses: (.*)")
                .matcher(Files.readString(file))
                .results()
                .map(MatchResult::group)
                .toList();

        assertThat(used)
                .isNotEmpty()
                .allMatch(line -> line.matches("uses: [\\w-]+(/[\\w-]+)+@[0-9a-f]{40} # v\\d+\\.\\d+\\.\\d+"));
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void everyJobEndsAndMayOnlyReadTheProject(Path file) throws IOException {
        Map<String, Map<String, Map<String, Object>>> jobs = yaml(file);

        assertThat(WorkflowsTest.<Map<String, String>>yaml(file).get("permissions"))
                .containsEntry("contents", "read");
        assertThat(jobs.get("jobs").values()).isNotEmpty().allSatisfy(job -> assertThat(job)
                .containsKeys("timeout-minutes", "runs-on"));
        assertThat(Files.readString(file)).doesNotContain("pull_request_target", "${{ secrets.", "${{ github.event");
    }

    @Test
    void theNightlyRunVerifiesAndWritesNothing() throws IOException {
        String nightly = Files.readString(FOLDER.resolve("nightly.yml"));

        assertThat(nightly).contains("-Pdev", "-Dplumbline.mode=verify", "id-token: write", "schedule:");
        assertThat(nightly).doesNotContain("plumbline deploy", "plumbline destroy", "mode=deploy");
    }

    @Test
    void everyChangeRunsWhatADeveloperRuns() throws IOException {
        assertThat(Files.readString(FOLDER.resolve("ci.yml"))).contains("run: .ci/run", "pull_request:");
    }

    /** @param <V> what is under the topmost keys, as far as the caller looks */
    @SuppressWarnings("unchecked")
    private static <V> Map<String, V> yaml(Path file) throws IOException {
        return (Map<String, V>) new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
    }
}
