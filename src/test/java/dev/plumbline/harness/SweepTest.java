package dev.plumbline.harness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.cluster.ProcessMark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders of dead and of living runs; clusters are swept in the tests that start some. */
class SweepTest {
    @TempDir
    Path folder;

    @Test
    void removesWhatTheDeadLeftAndNothingOfTheLiving() throws IOException {
        Workspace workspace = new Workspace(folder, folder.resolve("cache"), folder.resolve("state"));
        ProcessMark here = ProcessMark.here();
        long dead = Long.MAX_VALUE >> 4;
        Path deadState =
                state(workspace, "run-dead", new ProcessMark(here.boot(), here.namespace(), dead, here.started()));
        Path livingState = state(workspace, "run-living", here);
        Path deadWork = work(workspace, "helm-" + dead / 100 + "-1");
        Path livingWork = work(workspace, "helm-" + here.pid() + "-1");
        Path journal = Files.createDirectories(workspace.stateOf("dev")).resolve("last-deploy.json");
        Files.writeString(journal, "{}");

        assertThat(Sweep.folders(workspace)).containsExactlyInAnyOrder("state " + deadState, "work folder " + deadWork);

        assertThat(deadState).doesNotExist();
        assertThat(deadWork).doesNotExist();
        assertThat(livingState).exists();
        assertThat(livingWork).exists();
        assertThat(journal).exists();
    }

    private static Path state(Workspace workspace, String name, ProcessMark owner) throws IOException {
        Path made =
                Files.createDirectories(workspace.state().resolve("ephemeral").resolve(name));
        Files.writeString(made.resolve("owner"), owner.toString());
        return made;
    }

    /** With a values file in it. */
    private static Path work(Workspace workspace, String name) throws IOException {
        Path made = Files.createDirectories(workspace.state().resolve("work").resolve(name));
        Files.writeString(made.resolve("values.json"), "{}");
        return made;
    }
}
