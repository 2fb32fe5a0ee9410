package dev.plumbline.harness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.cluster.ProcessMark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateStateTest {
    @TempDir
    Path state;

    @Test
    void isOursAloneAndGoesWithUs() throws IOException {
        Path folder;
        try (PrivateState own = PrivateState.below(state)) {
            folder = own.folder();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                    .isEqualTo("rwx------");
            Files.createDirectories(folder.resolve("local/deep"));
        }
        assertThat(folder).doesNotExist();
    }

    @Test
    void twoRunsShareNothing() {
        try (PrivateState one = PrivateState.below(state);
                PrivateState other = PrivateState.below(state)) {
            assertThat(one.folder()).isNotEqualTo(other.folder()).exists();
        }
    }

    @Test
    void whatAKilledRunLeftIsSweptAndNothingElse() throws IOException {
        ProcessMark here = ProcessMark.here();
        Path dead = leftBy(new ProcessMark(here.boot(), here.namespace(), Long.MAX_VALUE, here.started()));
        Path before = leftBy(new ProcessMark("an earlier boot", here.namespace(), 1, here.started()));
        Path living = leftBy(here);
        Path nobodys = Files.createDirectories(state.resolve("ephemeral/notes"));

        List<Path> swept = PrivateState.sweep(state);

        assertThat(swept).containsExactlyInAnyOrder(dead, before);
        assertThat(dead).doesNotExist();
        assertThat(living).exists();
        assertThat(nobodys).exists();
    }

    private Path leftBy(ProcessMark owner) throws IOException {
        Path folder = Files.createDirectories(state.resolve("ephemeral/run-" + owner.pid() + owner.boot()));
        Files.writeString(folder.resolve("owner"), owner.toString());
        return folder;
    }
}
