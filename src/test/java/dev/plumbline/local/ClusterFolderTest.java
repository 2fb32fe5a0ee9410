package dev.plumbline.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterFolderTest {
    @TempDir
    Path temp;

    @Test
    void keepsTheKubeconfigForItsOwnerOnly() throws IOException {
        ClusterFolder folder = created();
        folder.writeKubeconfig("apiVersion: v1");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.kubeconfig())))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.folder())))
                .isEqualTo("rwx------");
    }

    @Test
    void givesBackTheClusterAsItWasWritten() {
        ClusterFolder folder = created();
        folder.writeKubeconfig("apiVersion: v1");
        RunningLocalCluster cluster = new RunningLocalCluster(
                "local",
                "0a1b2c3d",
                true,
                "abc",
                folder.kubeconfig(),
                URI.create("http://172.18.0.2:5000"),
                "v1.34.4",
                Duration.ofMillis(8123),
                "node:1 moto:1 node-images-0",
                List.of("one: a", "two: b"));
        folder.write(cluster);
        assertThat(folder.read()).contains(cluster);
    }

    @Test
    void knowsNoClusterWhoseStartDidNotEnd() {
        assertThat(created().read()).isEmpty();
    }

    @Test
    void isGoneOnceDeleted() {
        ClusterFolder folder = created();
        folder.delete();
        assertThat(folder.folder()).doesNotExist();
        assertThat(folder.owner()).isEmpty();
    }

    private ClusterFolder created() {
        ClusterFolder folder = ClusterFolder.of(temp.resolve("clusters/local"));
        folder.create(Owner.thisProcess(Instant.MAX));
        return folder;
    }
}
