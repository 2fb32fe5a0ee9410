package dev.plumbline.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupersededTest {
    @TempDir
    Path root;

    @Test
    void keepsTheTwoNewestOfEachAndTheOneInUseAndNothingOfOthersIsTouched() throws IOException {
        LocalCache cache = new LocalCache(root);
        folder(cache, "node", "000000000000", 0);
        folder(cache, "node", "000000000001", 1);
        folder(cache, "node", "000000000002", 2);
        folder(cache, "node", "000000000003", 3);
        folder(cache, "node-images", "000000000001", 0);

        assertThat(new Superseded(cache, new DockerCommand())
                        .delete(List.of(artefact("node")), Set.of(cache.artefact("node", "000000000000"))))
                .containsExactly("node-000000000001");

        assertThat(cache.artefact("node", "000000000000")).exists();
        assertThat(cache.artefact("node", "000000000001")).doesNotExist();
        assertThat(cache.artefact("node", "000000000002")).exists();
        assertThat(cache.artefact("node", "000000000003")).exists();
        assertThat(cache.artefact("node-images", "000000000001")).exists();
    }

    @Test
    void hasNothingToDoWhereNothingWasBuilt() {
        new Superseded(new LocalCache(root.resolve("none")), new DockerCommand())
                .delete(List.of(artefact("node")), Set.of());
        assertThat(root).isEmptyDirectory();
    }

    private static void folder(LocalCache cache, String id, String key, int age) throws IOException {
        Path folder = Files.createDirectories(cache.artefact(id, key));
        Files.writeString(folder.resolve("content"), key);
        Files.setLastModifiedTime(
                folder, FileTime.fromMillis(Duration.ofHours(age).toMillis()));
    }

    private static Artefact artefact(String id) {
        return new Artefact(id, "", "", List.of(), List.of(), List.of(), List.of(), false, false, "", Duration.ZERO, 0);
    }
}
