package dev.plumbline.harness;

import dev.plumbline.cluster.ProcessMark;
import dev.plumbline.local.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/**
 * A state folder for one run alone, below the shared one: what a throw-away cluster leaves must not take the place of a person's journal.
 * It goes with its run; that of a killed one is swept by the next.
 */
record PrivateState(Path folder) implements AutoCloseable {
    private static final String OWNER = "owner";

    static PrivateState below(Path state) {
        Path all = state.resolve("ephemeral");
        try {
            Files.createDirectories(all);
            sweep(state);
            Path folder = Files.createTempDirectory(
                    all, "run-", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Files.writeString(folder.resolve(OWNER), ProcessMark.here().toString());
            return new PrivateState(folder);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot create a state folder in " + all, failure);
        }
    }

    /** Deletes the folders of dead runs. @return which */
    static List<Path> sweep(Path state) {
        Path all = state.resolve("ephemeral");
        if (!Files.isDirectory(all)) {
            return List.of();
        }
        ProcessMark here = ProcessMark.here();
        try (Stream<Path> folders = Files.list(all)) {
            List<Path> abandoned =
                    folders.filter(folder -> isAbandoned(folder, here)).toList();
            for (Path folder : abandoned) {
                Folders.delete(folder);
            }
            return abandoned;
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot sweep " + all, failure);
        }
    }

    private static boolean isAbandoned(Path folder, ProcessMark here) {
        try {
            return ProcessMark.parse(Files.readString(folder.resolve(OWNER)))
                    .filter(owner -> owner.hasEnded(here) || !owner.boot().equals(here.boot()))
                    .isPresent();
        } catch (IOException nobodysOrJustMade) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            Folders.delete(folder);
        } catch (IOException stillWritten) {
            // the next run sweeps it
        }
    }
}
