package dev.plumbline.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which images of this project's own a sweep takes from Docker; they are empty, and of a name that nothing else uses. */
@Tag("local")
class SupersededIT {
    private final DockerCommand docker = new DockerCommand();
    private final String name = "plumbline.local/superseded-" + UUID.randomUUID();

    @TempDir
    Path folder;

    @AfterEach
    void remove() {
        docker.attempt("image", "ls", "--filter", "reference=" + name + "*", "--format", "{{.Repository}}:{{.Tag}}")
                .lines()
                .forEach(image -> docker.attempt("image", "rm", image));
    }

    @Test
    void theOneInUseAndTheOneBeforeTheNewestStayAndNothingOfOthersIsTouched() throws Exception {
        for (int day = 1; day <= 4; day++) {
            load(name + ":v1-00000000000" + day, day);
        }
        load(name + ":v1", 1);
        load(name + "-other:v1-000000000001", 1);

        List<String> removed = new Superseded(new LocalCache(folder), docker)
                .deleteImages(List.of(name + ":v1"), Set.of(name + ":v1-000000000001"));

        assertThat(removed).containsExactly(name + ":v1-000000000002");
        assertThat(docker.hasImage(name + ":v1-000000000002")).isFalse();
        assertThat(List.of("v1-000000000004", "v1-000000000003", "v1-000000000001", "v1"))
                .allMatch(tag -> docker.hasImage(name + ":" + tag));
        assertThat(docker.hasImage(name + "-other:v1-000000000001")).isTrue();
    }

    /** @param day of January, on which it was made */
    private void load(String reference, int day) throws IOException, InterruptedException {
        Files.writeString(folder.resolve("config.json"), """
                {"architecture":"amd64","os":"linux","created":"2026-01-0%dT00:00:00Z","config":{},
                 "rootfs":{"type":"layers","diff_ids":[]}}""".formatted(day));
        Files.writeString(
                folder.resolve("manifest.json"),
                "[{\"Config\":\"config.json\",\"RepoTags\":[\"%s\"],\"Layers\":[]}]".formatted(reference));
        int packed = new ProcessBuilder("tar", "cf", "image.tar", "config.json", "manifest.json")
                .directory(folder.toFile())
                .start()
                .waitFor();
        assertThat(packed).isZero();
        docker.run("load", "--input", folder.resolve("image.tar").toString());
    }
}
