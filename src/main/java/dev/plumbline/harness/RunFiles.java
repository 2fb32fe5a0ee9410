package dev.plumbline.harness;

import dev.plumbline.cluster.ClusterException;
import dev.plumbline.deploy.Journal;
import dev.plumbline.redact.RedactedJson;
import dev.plumbline.redact.Redactor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What a deploy leaves for those who come later, by environment: its journal, and which live cluster it was. */
public final class RunFiles {
    private static final String JOURNAL = "last-deploy.json";
    private static final String CLUSTER = "cluster.json";
    private static final String INPUTS = "last-inputs.json";

    private final Path folder;
    private final Redactor redactor;
    private final ObjectMapper json =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    public RunFiles(Workspace workspace, String environment) {
        this.folder = workspace.stateOf(environment);
        this.redactor = workspace.redactor();
    }

    /** Replaces the last journal; a reader sees the old one or the new one, never a half. */
    public void write(Journal journal) {
        replace(JOURNAL, RedactedJson.of(json.valueToTree(journal), redactor));
    }

    private void replace(String name, Object content) {
        try {
            Files.createDirectories(folder);
            Path written = Files.createTempFile(folder, name, ".tmp");
            json.writeValue(written, content);
            Files.move(written, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot write " + name + " to " + folder, failure);
        }
    }

    /** Keeps what a deploy went by, for the next plan. */
    void write(DeployedInputs inputs) {
        replace(INPUTS, inputs);
    }

    /** What the last deploy to that cluster went by; what cannot be understood counts as nothing. */
    Optional<DeployedInputs> inputs(String clusterUid) {
        return read(INPUTS, DeployedInputs.class).filter(read -> clusterUid.equals(read.clusterUid()));
    }

    /** Where the live cluster is kept that was written to first. */
    Path clusterFile() {
        return folder.resolve(CLUSTER);
    }

    void remember(KnownCluster cluster) {
        replace(CLUSTER, cluster);
    }

    /**
     * The live cluster that was written to first; empty if none ever was.
     *
     * @throws ClusterException if that cannot be told: a guard that cannot read is none
     */
    Optional<KnownCluster> cluster() {
        try {
            return Optional.of(json.readValue(Files.readAllBytes(clusterFile()), KnownCluster.class));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException | JacksonException unreadable) {
            throw new ClusterException(
                    "%s does not tell which cluster was written to before (%s); nothing was touched%n  do      look at it; if it is worth nothing, rm it"
                            .formatted(clusterFile(), unreadable.getMessage()),
                    unreadable);
        }
    }

    /** The journal of the last deploy to that cluster; one that cannot be understood counts as none. */
    public Optional<Journal> journal(String clusterUid) {
        return read(JOURNAL, Journal.class).filter(read -> clusterUid.equals(read.clusterUid()));
    }

    private <T> Optional<T> read(String name, Class<T> type) {
        try {
            return Optional.ofNullable(json.readValue(Files.readAllBytes(folder.resolve(name)), type));
        } catch (NoSuchFileException | JacksonException none) {
            return Optional.empty();
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot read %s in %s".formatted(name, folder), failure);
        }
    }
}
