package dev.plumbline.helm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValuesFileTest {
    @TempDir
    Path folder;

    @Test
    void onlyTheOwnerReadsItAndItGoesWithTheCall() throws Exception {
        Path values = folder.resolve("values");
        Path file;
        try (ValuesFile written = ValuesFile.write(values, Map.of("password", "x"))) {
            file = written.path();
            assertThat(permissions(values)).isEqualTo("rwx------");
            assertThat(permissions(file)).isEqualTo("rw-------");
        }
        assertThat(file).doesNotExist();
    }

    @Test
    void theWorkFolderIsTheOwnersAlone() throws Exception {
        try (WorkFolder work = WorkFolder.create(folder.resolve("work"))) {
            assertThat(permissions(work.path())).isEqualTo("rwx------");
        }
    }

    private static String permissions(Path path) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
