package dev.plumbline.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArtefactBuildsTest {
    @TempDir
    Path project;

    private Path fixtures;
    private LocalCache cache;
    private final List<String> out = new CopyOnWriteArrayList<>();

    @BeforeEach
    void folders() throws IOException {
        fixtures = Files.createDirectories(project.resolve("fixtures/local"));
        cache = new LocalCache(project.resolve("cache"));
        Files.writeString(fixtures.resolve("images.yaml"), """
                images:
                  - {id: thing, references: ["plumbline.local/thing:1"], upstream: u, built: b}
                """);
        Files.writeString(fixtures.resolve("artefacts.yaml"), """
                packages: []
                artefacts:
                  - {id: first, why: w, script: first.sh, arguments: [hello], seconds: 1, megabytes: 1, lane: compile}
                  - {id: second, why: w, script: second.sh, needs: [first], seconds: 1, megabytes: 1}
                """);
        Files.writeString(fixtures.resolve("first.sh"), "echo \"$1 $REF_THING\" > $OUT/greeting");
        Files.writeString(fixtures.resolve("second.sh"), "cat $FIRST_HOME/greeting > $OUT/copy");
    }

    @Test
    void buildsWhatIsNeededFirstAndHandsOverItsFolder() {
        build();
        assertThat(home("second").resolve("copy")).hasContent("hello plumbline.local/thing:1");
        assertThat(out).anyMatch(line -> line.startsWith("second") && line.contains("done in"));
    }

    @Test
    void leavesNoFolderOfAnArtefactThatFailed() throws IOException {
        Files.writeString(fixtures.resolve("second.sh"), "touch $OUT/half; echo no space left; exit 3");
        assertThatThrownBy(this::build)
                .isInstanceOf(LocalClusterException.class)
                .hasMessageContaining("building second failed: second.sh ended with 3")
                .hasMessageContaining("no space left")
                .hasMessageContaining("second.log");
        assertThat(home("first")).exists();
        assertThat(home("second")).doesNotExist();
    }

    @Test
    void startsAfreshAfterAnInterruptedBuild() throws IOException {
        Files.createDirectories(cache.work("first").resolve("out"));
        Files.writeString(cache.work("first").resolve("out/stale"), "of an interrupted run");
        build();
        assertThat(home("first").resolve("stale")).doesNotExist();
        assertThat(home("first").resolve("greeting")).exists();
    }

    private void build() {
        ArtefactCatalog catalog = ArtefactCatalog.read(fixtures);
        ArtefactScript script = script(catalog);
        new ArtefactBuilds(out::add)
                .run(catalog.artefacts().stream()
                        .map(artefact -> new ArtefactBuild(artefact, script, cache))
                        .toList());
    }

    private Path home(String id) {
        return script(ArtefactCatalog.read(fixtures)).home(id);
    }

    private ArtefactScript script(ArtefactCatalog catalog) {
        return new ArtefactScript(
                fixtures, cache, catalog, new ArtefactKeys(fixtures, catalog), ImageCatalog.read(project));
    }
}
