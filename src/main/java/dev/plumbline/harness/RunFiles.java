package dev.plumbline.harness;

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

/** What a deploy leaves for those who come later: its journal, by environment. */
public final class RunFiles {
    private static final String JOURNAL = "last-deploy.json";

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
        try {
            Files.createDirectories(folder);
            Path written = Files.createTempFile(folder, JOURNAL, ".tmp");
            json.writeValue(written, RedactedJson.of(json.valueToTree(journal), redactor));
            Files.move(written, folder.resolve(JOURNAL), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot write the journal to " + folder, failure);
        }
    }

    /** The journal of the last deploy to that cluster; one that cannot be understood counts as none. */
    public Optional<Journal> journal(String clusterUid) {
        try {
            Journal journal = json.readValue(Files.readAllBytes(folder.resolve(JOURNAL)), Journal.class);
            return Optional.ofNullable(journal).filter(read -> clusterUid.equals(read.clusterUid()));
        } catch (NoSuchFileException | JacksonException none) {
            return Optional.empty();
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot read the journal in " + folder, failure);
        }
    }
}
