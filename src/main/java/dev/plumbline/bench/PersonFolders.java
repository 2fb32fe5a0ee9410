package dev.plumbline.bench;

import dev.plumbline.harness.Workspace;
import dev.plumbline.local.RunningLocalCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The folders of a person whose local cluster is a given one, for as long as this is open: the command line goes to the cluster of
 * {@code up} only, and a benchmark must not touch that one.
 */
final class PersonFolders implements AutoCloseable {
    private final Path folder;

    private PersonFolders(Path folder) {
        this.folder = folder;
    }

    static PersonFolders on(RunningLocalCluster cluster, Workspace workspace) {
        try {
            Path folder = Files.createTempDirectory("plumbline-bench");
            Path own = Files.createDirectories(
                    folder.resolve("cache/plumbline/clusters/local"),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            for (String shared : List.of("helm", "charts")) {
                if (Files.exists(workspace.cache().resolve(shared))) {
                    Files.createSymbolicLink(
                            folder.resolve("cache/plumbline").resolve(shared),
                            workspace.cache().resolve(shared));
                }
            }
            Files.copy(cluster.kubeconfig(), own.resolve("kubeconfig"));
            Files.writeString(
                    own.resolve("cluster.properties"),
                    Files.readString(cluster.kubeconfig().resolveSibling("cluster.properties"))
                            .replace("persistent=false", "persistent=true"));
            return new PersonFolders(folder);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    void into(Map<String, String> environment) {
        environment.put("XDG_CACHE_HOME", folder.resolve("cache").toString());
        environment.put("XDG_STATE_HOME", folder.resolve("state").toString());
    }

    @Override
    public void close() {
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException | UncheckedIOException left) {
            // a temporary folder; it holds the kubeconfig of a cluster that is gone
        }
    }
}
